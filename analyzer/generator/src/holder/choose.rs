//! Which shells fit a cell, and which ways to the channel fit a shell.

use super::super::build::Build;
use super::super::cell::Cell;
use super::{Access, Shell};

pub(super) fn is_static(shell: Shell) -> bool {
    matches!(shell, Shell::OnceLock | Shell::LazyLock | Shell::LazyStatic | Shell::OpenedStatic)
}

pub(super) fn shell_for(build: &mut Build, cell: Cell) -> Shell {
    if build.blocking {
        return build.rng.pick(&[
            Shell::Bare,
            Shell::Bare,
            Shell::Struct,
            Shell::Counted,
            Shell::Tuple,
            Shell::OnceLock,
        ]);
    }
    let mut shells = vec![
        (8, Shell::Bare),
        (8, Shell::Struct),
        (6, Shell::Counted),
        (3, Shell::Tuple),
        (2, Shell::Generic),
        (3, Shell::Nested),
        (2, Shell::Builder),
        (4, Shell::ArcDyn),
        (3, Shell::BoxedDyn),
        (2, Shell::ImplTrait),
        (3, Shell::GenericTrait),
        (4, Shell::OnceLock),
    ];
    match cell {
        Cell::Plain => {
            shells.extend([(4, Shell::Deref), (3, Shell::StoredClosure), (3, Shell::OpenedStatic)]);
        }
        Cell::Arc => shells.extend([(4, Shell::Deref), (3, Shell::StoredClosure)]),
        Cell::Opt => shells.push((8, Shell::Defaulted)),
        Cell::MutexOpt => {
            shells.extend([(6, Shell::LazyLock), (5, Shell::LazyStatic), (8, Shell::Reopening)]);
        }
        Cell::MutexOptOut | Cell::RwOptRead => {
            shells.extend([(6, Shell::LazyLock), (5, Shell::LazyStatic), (12, Shell::Reopening)]);
        }
        _ => {}
    }
    build.rng.weighted(&shells)
}

pub(super) fn access_for(build: &mut Build, cell: Cell, shell: Shell) -> Access {
    let traits =
        [Access::AsyncTrait, Access::AsyncTrait, Access::BoxedTrait, Access::DefaultMethod];
    let by_reference = matches!(
        cell,
        Cell::Plain | Cell::Arc | Cell::Opt | Cell::Ring | Cell::Map | Cell::Array | Cell::Once
    );
    let access = match shell {
        Shell::Bare => Access::Field,
        _ if is_static(shell) => Access::Field,
        Shell::StoredClosure => Access::Method,
        Shell::Reopening if cell == Cell::MutexOpt => Access::Method,
        Shell::Reopening => build.rng.pick(&[Access::Getter, Access::Method]),
        Shell::ArcDyn | Shell::BoxedDyn => build.rng.pick(&traits),
        Shell::ImplTrait | Shell::GenericTrait => build.rng.pick(&[
            Access::AsyncTrait,
            Access::PlainTrait,
            Access::BoxedTrait,
            Access::DefaultMethod,
        ]),
        _ if build.blocking => build.rng.pick(&[Access::Field, Access::Method]),
        Shell::Deref => build.rng.pick(&[Access::Field, Access::Method]),
        _ => build.rng.pick(&[
            Access::Field,
            Access::Field,
            Access::Getter,
            Access::Method,
            Access::Method,
            Access::Method,
        ]),
    };
    match access {
        Access::DefaultMethod if !by_reference => Access::AsyncTrait,
        Access::Getter
            if matches!(
                cell,
                Cell::Semaphore
                    | Cell::ManyPermits
                    | Cell::Variant
                    | Cell::MapGuard
                    | Cell::LockedMap
                    | Cell::LockEach
                    | Cell::Dash
            ) =>
        {
            Access::Method
        }
        other => other,
    }
}
