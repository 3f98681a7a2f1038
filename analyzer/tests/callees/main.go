// Prints which function each call of a module's packages means, as the types of Go say, one call a line: the file, the first byte and
// the one behind the last, and what is called. That is `static`, the path of a function, its file and line; or `dynamic`, a value that
// is code; `conversion`; `builtin`. Packages that do not compile are named on standard error and left out.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"
)

func main() {
	loaded, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: os.Args[1], Tests: true}, "./...")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, pkg := range loaded {
		if len(pkg.Errors) > 0 || pkg.IllTyped {
			fmt.Fprintf(os.Stderr, "%s: %v\n", pkg.ID, pkg.Errors)
			continue
		}
		for _, file := range pkg.Syntax {
			ast.Inspect(file, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok {
					start, end := pkg.Fset.PositionFor(call.Pos(), false), pkg.Fset.PositionFor(call.End(), false)
					fmt.Fprintf(out, "%s\t%d\t%d\t%s\n", start.Filename, start.Offset, end.Offset, callee(pkg.Fset, pkg.TypesInfo, call))
				}
				return true
			})
		}
	}
}

func callee(fset *token.FileSet, info *types.Info, call *ast.CallExpr) string {
	called := info.Types[call.Fun]
	switch {
	case called.IsType():
		return "conversion"
	case called.IsBuiltin():
		return "builtin"
	}
	function, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok {
		return "dynamic"
	}
	function = function.Origin()
	at := fset.PositionFor(function.Pos(), false)
	return fmt.Sprintf("static\t%s\t%s\t%d", path(function), at.Filename, at.Line)
}

// The path of a package, the type that a method is declared for, and the name.
func path(function *types.Func) string {
	within := "builtin"
	if function.Pkg() != nil {
		within = function.Pkg().Path()
	}
	receiver := function.Signature().Recv()
	if receiver == nil {
		return within + "::" + function.Name()
	}
	ty := receiver.Type()
	if pointer, ok := types.Unalias(ty).(*types.Pointer); ok {
		ty = pointer.Elem()
	}
	if named, ok := types.Unalias(ty).(*types.Named); ok {
		return within + "::" + named.Obj().Name() + "::" + function.Name()
	}
	return within + "::_::" + function.Name()
}
