//! What is around the channel in a struct, and how one gets at it.

/// What is around the channel, and what keeps its users apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::go) enum Cell {
    Plain,
    Slice,
    Map,
    /// Locks that do not keep users apart.
    Unlocked,
    LockedCopy,
    ReadLock,
    /// A semaphore that lets several in.
    ManyPermits,
    /// Locks that are held while the channel is used.
    Mutex,
    EmbeddedMutex,
    WriteLock,
    Semaphore,
    /// A Go channel with the one AMQP channel in it.
    Token,
}

impl Cell {
    pub(in crate::go) const SHARED: &[(usize, Self)] = &[
        (10, Self::Plain),
        (2, Self::Slice),
        (2, Self::Map),
        (2, Self::Unlocked),
        (3, Self::LockedCopy),
        (2, Self::ReadLock),
        (2, Self::ManyPermits),
    ];
    pub(in crate::go) const EXCLUSIVE: &[(usize, Self)] = &[
        (5, Self::Mutex),
        (2, Self::EmbeddedMutex),
        (2, Self::WriteLock),
        (2, Self::Semaphore),
        (2, Self::Token),
    ];

    /// The fields of a struct that holds it.
    pub(super) fn fields(self) -> &'static str {
        match self {
            Self::Plain => "Ch *amqp.Channel",
            Self::Slice => "Chs []*amqp.Channel",
            Self::Map => "Chs map[string]*amqp.Channel",
            Self::Unlocked | Self::LockedCopy | Self::Mutex => "Mu sync.Mutex\nCh *amqp.Channel",
            Self::EmbeddedMutex => "sync.Mutex\nCh *amqp.Channel",
            Self::ReadLock | Self::WriteLock => "Mu sync.RWMutex\nCh *amqp.Channel",
            Self::ManyPermits | Self::Semaphore => "Free chan struct{}\nCh *amqp.Channel",
            Self::Token => "Idle chan *amqp.Channel",
        }
    }

    /// The fields of a literal, when the channel is in `ch`.
    pub(super) fn values(self) -> &'static str {
        match self {
            Self::Slice => "Chs: []*amqp.Channel{ch}",
            Self::Map => "Chs: map[string]*amqp.Channel{\"main\": ch}",
            Self::ManyPermits => "Free: make(chan struct{}, 4), Ch: ch",
            Self::Semaphore => "Free: make(chan struct{}, 1), Ch: ch",
            Self::Token => "Idle: make(chan *amqp.Channel, 1)",
            _ => "Ch: ch",
        }
    }

    /// Statements that get at the channel of `$p`, what it is then, and whether something has to be given back behind its use,
    /// which is then deferred.
    pub(super) fn reach(self) -> (&'static str, &'static str, bool) {
        match self {
            Self::Plain | Self::Unlocked => ("", "$p.Ch", false),
            Self::Slice => ("", "$p.Chs[0]", false),
            Self::Map => ("", "$p.Chs[\"main\"]", false),
            Self::LockedCopy => ("$p.Mu.Lock()\nch := $p.Ch\n$p.Mu.Unlock()\n", "ch", false),
            Self::ReadLock => ("$p.Mu.RLock()\ndefer $p.Mu.RUnlock()\n", "$p.Ch", true),
            Self::Mutex | Self::WriteLock => {
                ("$p.Mu.Lock()\ndefer $p.Mu.Unlock()\n", "$p.Ch", true)
            }
            Self::EmbeddedMutex => ("$p.Lock()\ndefer $p.Unlock()\n", "$p.Ch", true),
            Self::ManyPermits | Self::Semaphore => {
                ("$p.Free <- struct{}{}\ndefer func() { <-$p.Free }()\n", "$p.Ch", true)
            }
            Self::Token => ("ch := <-$p.Idle\ndefer func() { $p.Idle <- ch }()\n", "ch", true),
        }
    }
}
