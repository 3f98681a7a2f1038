// structopt.

pub trait StructOpt {
    fn from_args() -> Self {}
    fn from_args_safe() -> Result<Self, clap::Error> {}
    fn from_iter<I>(iter: I) -> Self {}
}
