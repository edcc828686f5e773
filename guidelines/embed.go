// Package guidelines holds the Tuscan model as data: phases, states, roles, sections, reasons, programmes, the words of imported lists
// and the territory. The rooms territory and guideline read it; README.md beside this file explains each file.
package guidelines

import "embed"

// Files are the files of the model as this version of the program ships them.
//
//go:embed *.json territory/*.json documents/*.md
var Files embed.FS
