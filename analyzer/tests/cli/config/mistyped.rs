//! What is said of words on the command line that nobody knows.

use super::Project;

#[test]
fn mistyped_flags_and_commands_are_told_what_was_meant() {
    let project = Project::new("mistyped", &["a"]);
    for (arguments, meant) in [
        (&["--isolatd"][..], "a similar argument exists: '--isolated'"),
        (&["--color", "alwys"], "a similar value exists: 'always'"),
        (
            &["shwo-config"],
            "neither a path nor a command `shwo-config`: did you mean `show-config`?",
        ),
        (&["-q", "map"], "error: `map` is a command and comes first: `cargo chanlint map …`"),
        (&["-p", "aa"], "there is no package `aa` in the workspace: did you mean `a`?"),
        (&["show-config", "-p", "aa"], "did you mean `a`?"),
        (&["-D", "pedantics"], "did you mean `pedantic`?"),
        (&["explain", "chanel_per_message"], "did you mean `channel_per_message`?"),
    ] {
        let run = project.run(arguments);
        assert!(run.code == 2 && run.stderr.contains(meant), "{arguments:?}: {}", run.stderr);
    }
}
