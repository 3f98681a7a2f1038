//! Modules of Go: what `go.mod`, `go.work`, `vendor` folders and the cache of `go` say of them.

use std::path::Path;

use chanlint::discover::{Request, discover};
use chanlint::ids::Id;
use chanlint::workspace::{ClientVersion, PackageRole, Workspace};

use super::lay_out;

const CLIENT: &str = "github.com/rabbitmq/amqp091-go";

/// The packages with how they came here, their imports' paths and the version of the client that counts in them.
fn found(workspace: &Workspace) -> Vec<(String, PackageRole, Vec<String>, Option<String>)> {
    let packages = workspace.packages.iter();
    let found = packages.map(|package| {
        let mut client = package.dependencies.iter().filter(|known| known.package == CLIENT);
        let version = client.next().and_then(|known| match &known.version {
            ClientVersion::Locked(version) => Some(version.to_string()),
            _ => None,
        });
        let targets = package.targets.iter().map(|target| target.name.to_string()).collect();
        (package.name.clone(), package.role, targets, version)
    });
    found.collect()
}

fn package(
    name: &str,
    role: PackageRole,
    targets: &[&str],
    version: Option<&str>,
) -> (String, PackageRole, Vec<String>, Option<String>) {
    let targets = targets.iter().map(|&target| target.to_owned()).collect();
    (name.to_owned(), role, targets, version.map(str::to_owned))
}

fn with_cache(dir: &Path, cache: &Path) -> Workspace {
    discover(&Request { go_modules: Some(cache.to_owned()), ..Request::new(dir) }, &[CLIENT])
}

#[test]
fn required_modules_are_read_where_go_keeps_them() {
    let dir = lay_out(
        "go-cache",
        r#"
//- shop/go.mod
module example.com/shop
require (
	github.com/Acme/courier v1.2.0
	github.com/acme/words v0.3.0
	github.com/rabbitmq/amqp091-go v1.10.0
)
//- shop/main.go
package main
import (
	"fmt"
	"github.com/Acme/courier"
	"github.com/acme/words"
)
func main() { fmt.Println(courier.New, words.Plural) }
//- cache/github.com/!acme/courier@v1.2.0/go.mod
module github.com/Acme/courier
require github.com/rabbitmq/amqp091-go v1.8.0
//- cache/github.com/!acme/courier@v1.2.0/courier.go
package courier
import "github.com/Acme/courier/pool"
func New() *pool.Pool { return nil }
//- cache/github.com/!acme/courier@v1.2.0/pool/pool.go
package pool
import amqp "github.com/rabbitmq/amqp091-go"
type Pool struct { all []*amqp.Channel }
//- cache/github.com/!acme/courier@v1.2.0/unused/unused.go
package unused
import _ "github.com/rabbitmq/amqp091-go"
//- cache/github.com/acme/words@v0.3.0/words.go
package words
func Plural(word string) string { return word + "s" }
"#,
    );
    let courier = ["github.com/Acme/courier", "github.com/Acme/courier/pool"];
    let version = Some("1.10.0");
    assert_eq!(
        found(&with_cache(&dir.join("shop"), &dir.join("cache"))),
        [
            package("example.com/shop", PackageRole::Member, &["example.com/shop"], version),
            // The version that is built is the one of whoever requires it.
            package("github.com/Acme/courier", PackageRole::Foreign, &courier, version),
        ]
    );
    let without = discover(&Request::new(dir.join("shop")), &[CLIENT]);
    assert_eq!(found(&without), [package("example.com/shop", PackageRole::Member, &[], version)]);
    let [note] = &without.notes[..] else { panic!("{:?}", without.notes) };
    assert!(note.message.contains("not all modules that it requires are here"), "{note:?}");
}

#[test]
fn what_takes_the_place_of_a_module_is_read_instead() {
    let dir = lay_out(
        "go-replaced",
        r#"
//- shop/go.mod
module example.com/shop
require example.org/courier v1.2.0
require example.org/parcels v1.0.0
replace example.org/courier => github.com/acme/courier v1.3.0
replace example.org/parcels => ../parcels
//- shop/main.go
package main
import (
	"example.org/courier"
	"example.org/parcels"
)
func main() { courier.New(); parcels.New() }
//- parcels/go.mod
module example.org/parcels
require github.com/rabbitmq/amqp091-go v1.9.0
//- parcels/parcels.go
package parcels
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- cache/github.com/acme/courier@v1.3.0/courier.go
package courier
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- cache/example.org/courier@v1.2.0/courier.go
package courier
import _ "github.com/rabbitmq/amqp091-go"
"#,
    );
    let workspace = with_cache(&dir.join("shop"), &dir.join("cache"));
    let dirs: Vec<_> = workspace.packages.iter().map(|it| (it.role, it.dir.clone())).collect();
    assert_eq!(
        dirs,
        [
            (PackageRole::Member, dir.join("shop")),
            (PackageRole::Foreign, dir.join("cache/github.com/acme/courier@v1.3.0")),
            (PackageRole::Dependency, dir.join("parcels")),
        ]
    );
}

#[test]
fn a_vendor_folder_counts_before_the_cache_and_is_reported_on_never() {
    let dir = lay_out(
        "go-vendor",
        r#"
//- shop/go.mod
module example.com/shop
require example.org/courier v1.2.0
require github.com/rabbitmq/amqp091-go v1.10.0
//- shop/main.go
package main
import "example.org/courier"
func main() { courier.New() }
//- shop/vendor/example.org/courier/courier.go
package courier
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- old/main.go
package main
import "example.org/courier"
func main() { courier.New() }
//- old/vendor/example.org/courier/courier.go
package courier
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- cache/example.org/courier@v1.2.0/courier.go
package courier
import _ "github.com/rabbitmq/amqp091-go"
"#,
    );
    for (folder, is_module) in [("shop", true), ("old", false)] {
        let workspace = with_cache(&dir.join(folder), &dir.join("cache"));
        let [own, vendored] = &workspace.packages[..] else { panic!("{:?}", workspace.packages) };
        assert_eq!((own.role, own.manifest.is_some()), (PackageRole::Member, is_module));
        assert_eq!(vendored.role, PackageRole::Foreign);
        assert_eq!(vendored.targets[0].name, "example.org/courier");
        assert_eq!(vendored.dir, dir.join(folder).join("vendor"));
        let resolved = own.dependencies.iter().filter_map(|known| known.resolved);
        let resolved: Vec<usize> = resolved.map(Id::index).collect();
        assert_eq!(resolved, [1], "{folder} knows where it is");
    }
}

#[test]
fn modules_of_a_workspace_find_each_other() {
    let dir = lay_out(
        "go-work",
        r#"
//- go.work
go 1.24
use (
	./shop
	./bus
)
//- shop/go.mod
module example.com/shop
require example.com/bus v0.0.0
//- shop/main.go
package main
import "example.com/bus"
func main() { bus.New() }
//- bus/go.mod
module example.com/bus
require github.com/rabbitmq/amqp091-go v1.10.0
//- bus/bus.go
package bus
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- bus/broken/go.mod
modul example.com/broken
"#,
    );
    let workspace = discover(&Request::new(dir.join("shop")), &[CLIENT]);
    let roles: Vec<_> = workspace.packages.iter().map(|it| (&*it.name, it.role)).collect();
    assert_eq!(
        roles,
        [("example.com/shop", PackageRole::Member), ("example.com/bus", PackageRole::Dependency)]
    );
    let [problem] = &workspace.problems[..] else { panic!("{:?}", workspace.problems) };
    assert_eq!(problem.path, dir.join("bus/broken/go.mod"));
    assert_eq!(problem.message, "there is no `module` in it");
}

#[test]
fn without_a_manifest_imports_say_which_folders_are_meant() {
    let dir = lay_out(
        "go-loose",
        r#"
//- host/main.go
package main
import "example.com/host/bus"
func main() { bus.New() }
//- host/bus/bus.go
package bus
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- space/src/app/main.go
package main
import (
	"log"
	"rabbit"
)
func main() { log.Print(rabbit.New) }
//- space/src/rabbit/rabbit.go
package rabbit
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
//- space/log/log.go
package log
//- near/main.go
package main
import "./mq"
func main() { mq.New() }
//- near/mq/mq.go
package mq
import _ "github.com/rabbitmq/amqp091-go"
func New() {}
"#,
    );
    let workspace = discover(&Request::new(&dir), &[CLIENT]);
    let targets: Vec<String> = workspace.packages[0]
        .targets
        .iter()
        .map(|target| {
            let below = target.root.strip_prefix(&dir).expect("it lies below");
            format!("{} {}", below.display(), target.name)
        })
        .collect();
    assert_eq!(
        targets,
        [
            "host/main.go example.com/host",
            "host/bus/bus.go example.com/host/bus",
            "near/main.go example.com/near",
            "near/mq/mq.go ./mq",
            "space/src/app/main.go example.com/space/src/app",
            "space/src/rabbit/rabbit.go rabbit",
        ]
    );
}
