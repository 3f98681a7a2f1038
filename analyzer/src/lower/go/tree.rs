//! The tree of one file, as `tree-sitter` gives it: the only module that names the parser. Kinds and fields are looked up once.

use std::sync::LazyLock;

use tree_sitter::{Language, Parser, Tree};

use crate::facts::{Span, to_u32};

macro_rules! kinds {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The kinds of nodes that are told apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($variant,)*
            /// Text that the parser could not place.
            Error,
            /// Any other.
            Other,
        }

        impl Kind {
            fn named(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    "ERROR" => Self::Error,
                    _ => Self::Other,
                }
            }
        }
    };
}

kinds! {
    SourceFile = "source_file",
    PackageClause = "package_clause",
    ImportDeclaration = "import_declaration",
    ImportSpecList = "import_spec_list",
    ImportSpec = "import_spec",
    Dot = "dot",
    FunctionDeclaration = "function_declaration",
    MethodDeclaration = "method_declaration",
    TypeDeclaration = "type_declaration",
    TypeSpec = "type_spec",
    TypeAlias = "type_alias",
    VarDeclaration = "var_declaration",
    VarSpecList = "var_spec_list",
    VarSpec = "var_spec",
    ConstDeclaration = "const_declaration",
    ConstSpec = "const_spec",
    ParameterDeclaration = "parameter_declaration",
    VariadicParameterDeclaration = "variadic_parameter_declaration",
    ParameterList = "parameter_list",
    TypeParameterDeclaration = "type_parameter_declaration",
    FieldDeclarationList = "field_declaration_list",
    FieldDeclaration = "field_declaration",
    MethodElem = "method_elem",
    TypeElem = "type_elem",
    TypeIdentifier = "type_identifier",
    QualifiedType = "qualified_type",
    PointerType = "pointer_type",
    ArrayType = "array_type",
    ImplicitLengthArrayType = "implicit_length_array_type",
    SliceType = "slice_type",
    MapType = "map_type",
    ChannelType = "channel_type",
    FunctionType = "function_type",
    GenericType = "generic_type",
    StructType = "struct_type",
    InterfaceType = "interface_type",
    ParenthesizedType = "parenthesized_type",
    Block = "block",
    StatementList = "statement_list",
    EmptyStatement = "empty_statement",
    ExpressionStatement = "expression_statement",
    ShortVarDeclaration = "short_var_declaration",
    AssignmentStatement = "assignment_statement",
    IncStatement = "inc_statement",
    DecStatement = "dec_statement",
    SendStatement = "send_statement",
    ReceiveStatement = "receive_statement",
    ReturnStatement = "return_statement",
    GoStatement = "go_statement",
    DeferStatement = "defer_statement",
    IfStatement = "if_statement",
    ForStatement = "for_statement",
    ForClause = "for_clause",
    RangeClause = "range_clause",
    ExpressionSwitch = "expression_switch_statement",
    ExpressionCase = "expression_case",
    DefaultCase = "default_case",
    TypeSwitch = "type_switch_statement",
    TypeCase = "type_case",
    SelectStatement = "select_statement",
    CommunicationCase = "communication_case",
    LabeledStatement = "labeled_statement",
    BreakStatement = "break_statement",
    ContinueStatement = "continue_statement",
    GotoStatement = "goto_statement",
    FallthroughStatement = "fallthrough_statement",
    LabelName = "label_name",
    ExpressionList = "expression_list",
    Identifier = "identifier",
    BlankIdentifier = "blank_identifier",
    Nil = "nil",
    True = "true",
    False = "false",
    Iota = "iota",
    IntLiteral = "int_literal",
    FloatLiteral = "float_literal",
    ImaginaryLiteral = "imaginary_literal",
    RuneLiteral = "rune_literal",
    InterpretedString = "interpreted_string_literal",
    RawString = "raw_string_literal",
    ParenthesizedExpression = "parenthesized_expression",
    UnaryExpression = "unary_expression",
    BinaryExpression = "binary_expression",
    SelectorExpression = "selector_expression",
    IndexExpression = "index_expression",
    SliceExpression = "slice_expression",
    CallExpression = "call_expression",
    TypeAssertion = "type_assertion_expression",
    TypeConversion = "type_conversion_expression",
    TypeInstantiation = "type_instantiation_expression",
    CompositeLiteral = "composite_literal",
    LiteralValue = "literal_value",
    LiteralElement = "literal_element",
    KeyedElement = "keyed_element",
    FuncLiteral = "func_literal",
    VariadicArgument = "variadic_argument",
    Comment = "comment",
}

macro_rules! fields {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The fields that nodes are asked for.
        #[derive(Clone, Copy, Debug)]
        pub(super) enum Field {
            $($variant,)*
        }

        const FIELDS: &[&str] = &[$($name),*];
    };
}

fields! {
    Alias = "alias",
    Alternative = "alternative",
    Arguments = "arguments",
    Body = "body",
    Capacity = "capacity",
    Channel = "channel",
    Communication = "communication",
    Condition = "condition",
    Consequence = "consequence",
    Element = "element",
    End = "end",
    Selected = "field",
    Function = "function",
    Index = "index",
    Initializer = "initializer",
    Key = "key",
    Label = "label",
    Left = "left",
    Name = "name",
    Operand = "operand",
    Operator = "operator",
    Package = "package",
    Parameters = "parameters",
    Path = "path",
    Receiver = "receiver",
    Result = "result",
    Right = "right",
    Start = "start",
    Type = "type",
    TypeArguments = "type_arguments",
    TypeParameters = "type_parameters",
    Update = "update",
    Value = "value",
}

/// What the grammar calls things, by its own numbers.
struct Grammar {
    language: Language,
    kinds: Vec<Kind>,
    fields: Vec<u16>,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let language = Language::from(tree_sitter_go::LANGUAGE);
    let count = u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
    let named = |id: u16| Kind::named(language.node_kind_for_id(id).unwrap_or_default());
    let kinds = (0..count).map(named).collect();
    let field = |name: &&str| language.field_id_for_name(name).map_or(0, std::num::NonZero::get);
    Grammar { kinds, fields: FIELDS.iter().map(field).collect(), language }
});

/// A file that was parsed.
pub(super) struct Parsed {
    tree: Tree,
}

impl Parsed {
    /// Parses a text. Gives nothing only when the parser refuses its own grammar.
    pub(super) fn new(text: &str) -> Option<Self> {
        let mut parser = Parser::new();
        parser.set_language(&GRAMMAR.language).ok()?;
        let parsed = Self { tree: parser.parse(text, None)? };
        let Some(renamed) = parsed.with_values_for_new(text) else { return Some(parsed) };
        let again = Self { tree: parser.parse(&renamed, None)? };
        Some(if again.broken() < parsed.broken() { again } else { parsed })
    }

    /// The text with another name of the same length for each `new` and `make` whose arguments are broken. The grammar has only
    /// types there; since Go 1.26 `new` takes values, and a program may give either name to a function of its own.
    fn with_values_for_new(&self, text: &str) -> Option<String> {
        let mut renamed: Option<Vec<u8>> = None;
        self.root().each_with_error(|node| {
            let is_broken_call = node.kind() == Kind::CallExpression && node.0.has_error();
            let function = node.field(Field::Function).filter(|_| is_broken_call);
            if let Some(function) = function
                && let Some("new" | "make") = text.get(function.0.byte_range())
            {
                let renamed = renamed.get_or_insert_with(|| text.as_bytes().to_vec());
                renamed[function.0.byte_range()].fill(b'_');
            }
            true
        });
        String::from_utf8(renamed?).ok()
    }

    fn broken(&self) -> usize {
        let mut count = 0;
        self.root().each_broken(|_| count += 1);
        count
    }

    /// The whole file.
    pub(super) fn root(&self) -> Node<'_> {
        Node(self.tree.root_node())
    }

    /// How deep the nodes stand inside each other where it is deepest. The tree is not recursed through.
    pub(super) fn depth(&self) -> Depth {
        let (mut deepest, mut cursor) = (Depth::default(), self.tree.walk());
        // For each level whether it is the left side of what is around it: `a + b + c` and `a.b().c()` grow there.
        let (mut levels, mut links) = (Vec::new(), 0);
        loop {
            if levels.len() > deepest.levels {
                let at = to_u32(cursor.node().start_byte());
                deepest = Depth { levels: levels.len(), links, at };
            }
            let is_link = Node(cursor.node()).grows_to_the_left();
            if cursor.goto_first_child() {
                links += usize::from(is_link);
                levels.push(is_link);
                continue;
            }
            loop {
                let was_link = levels.last_mut().map(std::mem::take);
                links -= usize::from(was_link.unwrap_or_default());
                if cursor.goto_next_sibling() {
                    break;
                }
                if !cursor.goto_parent() {
                    return deepest;
                }
                levels.pop();
            }
        }
    }
}

/// How deep nodes stand inside each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    /// The levels.
    pub(super) levels: usize,
    /// Those among them that are links of a chain.
    pub(super) links: usize,
    /// The byte at which it is that deep.
    pub(super) at: u32,
}

/// A node.
#[derive(Clone, Copy)]
pub(super) struct Node<'t>(tree_sitter::Node<'t>);

impl Node<'_> {
    pub(super) fn kind(self) -> Kind {
        if self.0.is_missing() {
            return Kind::Error;
        }
        let known = GRAMMAR.kinds.get(usize::from(self.0.kind_id()));
        known.copied().unwrap_or(Kind::Error)
    }

    /// Whether a long one of its kind grows by what stands first in it.
    fn grows_to_the_left(self) -> bool {
        matches!(
            self.kind(),
            Kind::BinaryExpression
                | Kind::SelectorExpression
                | Kind::CallExpression
                | Kind::IndexExpression
        )
    }

    /// Whether it is more than a sign or a word of the language.
    pub(super) fn is_named(self) -> bool {
        self.0.is_named()
    }

    pub(super) fn span(self) -> Span {
        Span { start: to_u32(self.0.start_byte()), end: to_u32(self.0.end_byte()) }
    }

    /// The child in a field.
    pub(super) fn field(self, field: Field) -> Option<Self> {
        let id = GRAMMAR.fields[field as usize];
        self.0.child_by_field_id(id).map(Self)
    }

    /// The named children in a field that may hold several.
    pub(super) fn fields(self, field: Field) -> Vec<Self> {
        let id = GRAMMAR.fields[field as usize];
        let mut cursor = self.0.walk();
        let Some(id) = std::num::NonZero::new(id) else { return Vec::new() };
        let found = self.0.children_by_field_id(id, &mut cursor);
        found.filter(tree_sitter::Node::is_named).map(Self).collect()
    }

    /// The named children, comments left out.
    pub(super) fn children(self) -> Vec<Self> {
        let mut cursor = self.0.walk();
        let named = self.0.named_children(&mut cursor).map(Self);
        named.filter(|child| child.kind() != Kind::Comment).collect()
    }

    /// The first named child that is no comment.
    pub(super) fn child(self) -> Option<Self> {
        self.children().into_iter().next()
    }

    /// The first child of a kind.
    pub(super) fn child_of(self, kind: Kind) -> Option<Self> {
        self.children().into_iter().find(|child| child.kind() == kind)
    }

    /// What the grammar wants to stand here where it does not.
    pub(super) fn missing(self) -> Option<&'static str> {
        self.0.is_missing().then(|| self.0.kind())
    }

    /// Every outermost node below that could not be placed or is missing, in the order of the text. The tree is not recursed
    /// through.
    pub(super) fn each_broken(self, mut each: impl FnMut(Self)) {
        self.each_with_error(|node| {
            let is_broken = node.0.is_error() || node.0.is_missing();
            if is_broken {
                each(node);
            }
            !is_broken
        });
    }

    /// Every node from here down that something is broken in, and what stands beside such: `each` says whether to look into it.
    fn each_with_error(self, mut each: impl FnMut(Self) -> bool) {
        let mut cursor = self.0.walk();
        loop {
            let node = cursor.node();
            if each(Self(node)) && node.has_error() && cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }

    /// Every node from here down, in the order of the text, and whether it is a leaf. The tree is not recursed through.
    pub(super) fn each_below(self, mut each: impl FnMut(Self, bool)) {
        let mut cursor = self.0.walk();
        loop {
            let node = cursor.node();
            each(Self(node), node.child_count() == 0);
            if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
            }
        }
    }
}
