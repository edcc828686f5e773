package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// reader reads a finished file as a viewer does: from its last table of objects back to the first.
type reader struct {
	t       testing.TB
	file    []byte
	offsets map[int]int
	trailer string
}

func open(t testing.TB, file []byte) *reader {
	r := &reader{t: t, file: file, offsets: map[int]int{}}
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(file)
	if start == nil {
		t.Fatal("no table of objects at the end")
	}
	prev := regexp.MustCompile(`/Prev (\d+)`)
	for at := string(start[1]); at != ""; {
		n, _ := strconv.Atoi(at)
		table, rest, _ := strings.Cut(string(file[n:]), "trailer\n")
		r.table(strings.Split(table, "\n")[1:])
		rest, _, _ = strings.Cut(rest, "startxref")
		if r.trailer == "" {
			r.trailer = rest
		}
		at = ""
		if found := prev.FindStringSubmatch(rest); found != nil {
			at = found[1]
		}
	}
	return r
}

func (r *reader) table(lines []string) {
	for len(lines) > 1 {
		var first, n int
		if _, err := fmt.Sscanf(lines[0], "%d %d", &first, &n); err != nil {
			r.t.Fatal(err)
		}
		for i, l := range lines[1 : n+1] {
			at, err := strconv.Atoi(l[:10])
			if _, newer := r.offsets[first+i]; err == nil && !newer && l[17] == 'n' {
				r.offsets[first+i] = at
			}
		}
		lines = lines[n+1:]
	}
}

// object is the text of an object, up to its stream.
func (r *reader) object(number int) string {
	r.t.Helper()
	at, ok := r.offsets[number]
	head := fmt.Sprintf("%d 0 obj\n", number)
	if !ok || !bytes.HasPrefix(r.file[at:], []byte(head)) {
		r.t.Fatalf("object %d is not where the table says", number)
	}
	body, _, _ := strings.Cut(string(r.file[at+len(head):]), "endobj")
	return body
}

// follow is the object that a key of a dictionary refers to.
func (r *reader) follow(dict, key string) (string, int) {
	r.t.Helper()
	found := regexp.MustCompile("/" + key + ` (\d+) 0 R`).FindStringSubmatch(dict)
	if found == nil {
		r.t.Fatalf("no %s in %.200s", key, dict)
	}
	n, _ := strconv.Atoi(found[1])
	return r.object(n), n
}

var refs = regexp.MustCompile(`(\d+) 0 R`)

func references(s string) (out []int) {
	for _, m := range refs.FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1])
		out = append(out, n)
	}
	return out
}

// content is what a page draws.
func (r *reader) content(page string) string {
	r.t.Helper()
	stream, _ := r.follow(page, "Contents")
	_, data, _ := strings.Cut(stream, "stream\n")
	z, err := zlib.NewReader(strings.NewReader(data))
	if err != nil {
		r.t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(out)
}

var marked = regexp.MustCompile(`^/(\w+) <<(.*)>> BDC$`)

// checkContent tells whether everything that a page draws belongs to an element or is said to be no content, and how many pieces there are.
func (r *reader) checkContent(content string) int {
	r.t.Helper()
	depth, pieces := 0, 0
	for l := range strings.SplitSeq(content, "\n") {
		mark := marked.FindStringSubmatch(l)
		switch {
		case mark != nil:
			depth++
			if id, ok := strings.CutPrefix(mark[2], "/MCID "); ok {
				if id != strconv.Itoa(pieces) || depth != 1 {
					r.t.Errorf("piece %s comes after %d pieces, %d deep", id, pieces, depth)
				}
				pieces++
			} else if (mark[1] == "Span") != (depth == 2) {
				r.t.Errorf("%s stands %d deep", l, depth)
			}
		case l == "EMC":
			depth--
		case depth == 0 && (strings.Contains(l, "Tj") || strings.HasSuffix(l, " S")):
			r.t.Errorf("drawn outside of every element: %.100q", l)
		}
	}
	if depth != 0 {
		r.t.Errorf("%d elements are not closed", depth)
	}
	return pieces
}

// check tells whether a file is a tagged document, as far as its own words go.
func check(t testing.TB, file []byte, lang, title string) {
	t.Helper()
	r := open(t, file)
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) {
		t.Error("not version 1.7")
	}
	root, _ := r.follow(r.trailer, "Root")
	for _, want := range []string{"/Lang (" + lang + ")", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true"} {
		if !strings.Contains(root, want) {
			t.Errorf("the catalogue lacks %s", want)
		}
	}
	info, _ := r.follow(r.trailer, "Info")
	if !strings.Contains(info, "/Title "+hexString(title)) {
		t.Errorf("the title is not %q", title)
	}
	if xmp, _ := r.follow(root, "Metadata"); !strings.Contains(xmp, `<rdf:li xml:lang="x-default">`+escaped(title)+"</rdf:li>") {
		t.Errorf("the metadata do not say the title %q", title)
	}
	tree, top := r.follow(root, "StructTreeRoot")
	parents, _ := r.follow(tree, "ParentTree")
	pages, _ := r.follow(root, "Pages")
	kids, _, _ := strings.Cut(pages, "]")
	var owners []int
	for i, n := range references(kids) {
		page := r.object(n)
		if want := fmt.Sprintf("/StructParents %d /Tabs /S", i); !strings.Contains(page, want) {
			t.Errorf("page %d lacks %s", i+1, want)
		}
		_, owned, _ := strings.Cut(parents, fmt.Sprintf("\n%d [", i))
		owned, _, _ = strings.Cut(owned, "]")
		if pieces, known := r.checkContent(r.content(page)), len(references(owned)); pieces != known {
			t.Errorf("page %d has %d pieces and the tree knows %d", i+1, pieces, known)
		}
		owners = append(owners, references(owned)...)
	}
	seen := map[int]bool{}
	r.walk(references(tree)[0], top, seen)
	for _, n := range owners {
		if !seen[n] {
			t.Errorf("a piece belongs to %d, which is not in the tree", n)
		}
	}
}

// walk goes down the tree of elements; each names its parent.
func (r *reader) walk(n, parent int, seen map[int]bool) {
	r.t.Helper()
	el := r.object(n)
	if !strings.Contains(el, fmt.Sprintf("/P %d 0 R", parent)) || !strings.Contains(el, "/Type /StructElem") {
		r.t.Errorf("element %d does not name its parent %d", n, parent)
	}
	seen[n] = true
	_, kids, _ := strings.Cut(el, "/K [")
	kids, _, _ = strings.Cut(kids, "]")
	for _, kid := range references(regexp.MustCompile(`<<.*?>>`).ReplaceAllString(kids, "")) {
		r.walk(kid, n, seen)
	}
}
