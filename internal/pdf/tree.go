package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// node is an element of the document's structure. Its kids are elements and pieces of the pages' content, in the order of reading.
type node struct {
	kind, attr string
	alt        string // of a picture
	kids       []kid

	object int // its number in the file
}

// kid is an element or, without one, a numbered piece of a page.
type kid struct {
	*node
	page, number int
}

func (n *node) add(kind string) *node {
	k := &node{kind: kind}
	n.kids = append(n.kids, kid{node: k})
	return k
}

// entry is a bookmark.
type entry struct {
	level int
	title string
	page  int
	y     float64
}

// writeTree writes the elements below a parent and gives their objects' numbers.
func (u *update) writeTree(n *node, parent int) {
	n.object = u.number()
	first := 0
	var kids bytes.Buffer
	for _, k := range n.kids {
		switch {
		case k.node != nil:
			u.writeTree(k.node, n.object)
			fmt.Fprintf(&kids, " %d 0 R", k.object)
		case first == 0 || first == k.page:
			first = k.page
			fmt.Fprintf(&kids, " %d", k.number)
		default:
			fmt.Fprintf(&kids, " <</Type /MCR /Pg %d 0 R /MCID %d>>", u.pages[k.page], k.number)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", n.kind, parent)
	if first > 0 {
		fmt.Fprintf(&b, " /Pg %d 0 R", u.pages[first])
	}
	if kids.Len() > 0 {
		fmt.Fprintf(&b, " /K [%s]", kids.Bytes()[1:])
	}
	if n.alt != "" {
		b.WriteString(" /Alt " + hexString(n.alt))
	}
	if n.attr != "" {
		fmt.Fprintf(&b, " /A <<%s>>", n.attr)
	}
	b.WriteString(">>")
	u.object(n.object, b.String())
}

// writeStructure writes the root of the structure, which finds the element of every numbered piece of a page.
func (u *update) writeStructure(root *node, marks [][]*node) int {
	top, parents := u.number(), u.number()
	u.writeTree(root, top)
	u.object(top, fmt.Sprintf("<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>", root.object, parents, len(marks)-1))
	var b bytes.Buffer
	for page := 1; page < len(marks); page++ {
		fmt.Fprintf(&b, "%d [", page-1)
		for _, n := range marks[page] {
			fmt.Fprintf(&b, "%d 0 R ", n.object)
		}
		b.WriteString("]\n")
	}
	u.object(parents, "<</Nums [\n"+b.String()+"]>>")
	return top
}

// writeOutline writes the bookmarks, those of the second level below those of the first, all open; 0 if there are none.
func (u *update) writeOutline(entries []entry) int {
	if len(entries) == 0 {
		return 0
	}
	type item struct {
		entry
		object, parent, prev, next, first, last, below int
	}
	root := u.number()
	items := make([]item, len(entries))
	top := item{object: root}
	chapter := &top
	for i, e := range entries {
		it := &items[i]
		*it = item{entry: e, object: u.number()}
		parent := &top
		if e.level > 1 {
			parent = chapter
		}
		it.parent, it.prev = parent.object, parent.last
		if parent.last == 0 {
			parent.first = it.object
		} else {
			items[parent.last-root-1].next = it.object
		}
		parent.last = it.object
		parent.below++
		if e.level == 1 {
			chapter = it
		}
	}
	for _, it := range items {
		var b strings.Builder
		fmt.Fprintf(&b, "<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ null %.2f null]", hexString(it.title), it.parent, u.pages[it.page], pageHeight-it.y)
		for _, link := range []struct {
			name string
			to   int
		}{{"Prev", it.prev}, {"Next", it.next}, {"First", it.first}, {"Last", it.last}} {
			if link.to > 0 {
				fmt.Fprintf(&b, " /%s %d 0 R", link.name, link.to)
			}
		}
		if it.below > 0 {
			fmt.Fprintf(&b, " /Count %d", it.below)
		}
		u.object(it.object, b.String()+">>")
	}
	u.object(root, fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", top.first, top.last, len(items)))
	return root
}

// hexString writes a text so that none of its characters can mean anything to whoever reads the file.
func hexString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
