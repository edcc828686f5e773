// Package pictures holds the pictures of the program that the documentation and the printed guides show; `make screenshots` makes them.
package pictures

import "embed"

// Files are the pictures.
//
//go:embed *.png
var Files embed.FS
