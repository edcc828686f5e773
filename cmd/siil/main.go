// Command siil is the program: it parses its command line, runs one command and sets the exit code.
package main

import (
	"os"

	"siil/internal/cli"
)

// version is set when the program is built.
var version = "dev"

func main() { os.Exit(cli.Main(version, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
