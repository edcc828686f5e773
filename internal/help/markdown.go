package help

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// levels is how many levels a text's headings may go down: alone on a page, in a dialog under its title, in a guide.
const levels = 3

// Where a text stands.
const (
	onPage = iota
	inDialog
	inGuide
)

const (
	pathHelp     = "/aiuto"
	pathPictures = "/aiuto/figure"
	picturesKind = ".png"
)

var renderers = func() (out [levels]goldmark.Markdown) {
	for level := range out {
		out[level] = goldmark.New(goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(addresses{level}, 100))))
	}
	return out
}()

// render makes HTML of a text. HTML within it is left out, as goldmark does unless told otherwise.
func render(markdown string, level int) string {
	var b bytes.Buffer
	if err := renderers[level].Convert([]byte(markdown), &b); err != nil {
		return "" // a bytes.Buffer takes everything
	}
	return b.String()
}

// addresses puts headings at the level of the page around the text and writes out the short addresses of texts: "aiuto:casi" is the text
// casi.md, a picture is named as its file in docs/pictures.
type addresses struct{ level int }

// Transform implements parser.ASTTransformer.
func (a addresses) Transform(doc *ast.Document, _ gmtext.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(n.Level+a.level, 6)
		case *ast.Link:
			if name, ours := strings.CutPrefix(string(n.Destination), "aiuto:"); ours {
				n.Destination = []byte(pathHelp + "/" + name)
			}
		case *ast.Image:
			n.Destination = []byte(pathPictures + "/" + string(n.Destination) + picturesKind)
		}
		return ast.WalkContinue, nil
	})
}
