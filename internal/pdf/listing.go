package pdf

import (
	"strconv"
	"strings"
)

// Listing is a list, numbered from First or with dots.
type Listing struct {
	Numbered bool
	First    int
	Items    []Item
}

// Item is one item of a list, with the lists below it.
type Item struct {
	Text  []Run
	Below []Listing
}

func (i Item) empty() bool {
	for _, l := range i.Below {
		for _, item := range l.Items {
			if !item.empty() {
				return false
			}
		}
	}
	return blankRuns(i.Text)
}

// mostIndents is how many lists are set further in than the one that they stand in.
const mostIndents = 6

// Listing prints a list. Empty items are left out.
func (d *Doc) Listing(l Listing) {
	if d.listing(d.root, l, 0) {
		d.y += d.base * 0.4
	}
}

// listing prints a list at a depth; false if there was nothing in it.
func (d *Doc) listing(parent *node, l Listing, depth int) bool {
	list := &node{kind: "L", attr: "/O /List /ListNumbering /Disc"}
	step := d.base * 1.2
	if l.Numbered {
		list.attr = "/O /List /ListNumbering /Decimal"
		step = d.body().width(strings.Repeat("0", len(strconv.Itoa(l.First+len(l.Items))))+". ") + d.base*0.6
	}
	x := d.base * 1.2 * float64(min(depth, mostIndents))
	for i, item := range l.Items {
		if item.empty() {
			continue
		}
		if len(list.kids) == 0 {
			parent.kids = append(parent.kids, kid{node: list})
		}
		mark := "•"
		if l.Numbered {
			mark = strconv.Itoa(l.First+i) + "."
		}
		d.item(list.add("LI"), mark, item, x, step, depth)
	}
	return len(list.kids) > 0
}

func (d *Doc) item(li *node, mark string, item Item, x, step float64, depth int) {
	st := d.body()
	lines := d.wrapRuns(item.Text, st, width-x-step)
	d.need(float64(min(2, max(1, len(lines)))) * st.leading()) // its mark stays with it
	label, y := li.add("Lbl"), d.y
	d.tagged(label, func() { d.draw(margin+x+d.base*0.3, y, st, line{plainWord(mark)}) })
	body := li.add("LBody")
	if len(lines) == 0 {
		d.y += st.leading()
	}
	d.flow(body, lines, st, margin+x+step)
	d.y += d.base * 0.15
	for _, l := range item.Below {
		d.listing(body, l, depth+1)
	}
}
