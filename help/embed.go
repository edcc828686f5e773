// Package helptexts holds what the program tells whoever asks for help, as Markdown: one file per group of pages and language, the tours of
// each role, the news. README.md beside this file explains the front lines; the room help reads them.
package helptexts

import "embed"

// Files are the texts as this version of the program ships them.
//
//go:embed it en
var Files embed.FS
