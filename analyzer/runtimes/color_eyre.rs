// color-eyre.

pub use eyre::{Report, Result};
pub mod eyre {
    pub use ::eyre::{ContextCompat, OptionExt, Report, Result, WrapErr};
}
pub fn install() -> std::result::Result<(), Report> {}
