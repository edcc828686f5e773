package pdf

// Table is a table with a heading above each column, repeated on every page. Widths are in proportion; nil makes columns alike. A row that
// is shorter than head has empty cells at its end; what a row has beyond head is left out.
func (d *Doc) Table(head []string, rows [][]string, widths []float64) {
	var out [][][]Run
	for _, row := range rows {
		out = append(out, plainRuns(row))
	}
	d.RunTable(plainRuns(head), out, widths)
}

func plainRuns(cells []string) [][]Run {
	out := make([][]Run, len(cells))
	for i, s := range cells {
		out[i] = []Run{{Text: s}}
	}
	return out
}

// RunTable is Table with runs in its cells.
func (d *Doc) RunTable(head [][]Run, rows [][][]Run, widths []float64) {
	if len(head) == 0 {
		return
	}
	t := d.columns(widths, len(head))
	table := d.root.add("Table")
	top := t.row(head, style{bold, d.base * 0.92})
	t.need(top, 2*d.body().leading())
	t.print(table.add("THead").add("TR"), top, "TH", "/O /Table /Scope /Column")
	d.rule(margin, d.y, margin+width, 0.8, 60)
	if high := top.height(t.pad); high < (d.bottom-d.top)/3 {
		d.again = func() {
			y := d.y
			d.artifact("/Type /Pagination", func() {
				for i, c := range top.cells {
					for j, l := range c {
						d.draw(t.x[i]+t.pad, y+t.pad+float64(j)*top.st.leading(), top.st, l)
					}
				}
			})
			d.y += high
			d.rule(margin, d.y, margin+width, 0.8, 60)
		}
	}
	body := table.add("TBody")
	for _, cells := range rows {
		row := make([][]Run, len(head))
		copy(row, cells)
		r := t.row(row, style{regular, d.base * 0.92})
		t.need(r, 0)
		t.print(body.add("TR"), r, "TD", "")
		d.rule(margin, d.y, margin+width, 0.3, 150)
	}
	d.again = nil
	d.y += d.base
}

// Pairs are names with their values, one below the other. Pairs without a value are left out.
func (d *Doc) Pairs(rows [][2]string) {
	t := d.columns([]float64{0.32, 0.68}, 2)
	t.pad = d.base * 0.15
	table := &node{kind: "Table"}
	st := []style{{bold, d.base}, d.body()}
	for _, pair := range rows {
		if trimmed(pair[1]) == "" {
			continue
		}
		r := t.row(plainRuns(pair[:]), d.body())
		r.cells[0] = d.wrap(pair[0], st[0], t.inner(0))
		t.need(r, 0)
		tr := table.add("TR")
		cells := []*node{{kind: "TH", attr: "/O /Table /Scope /Row"}, {kind: "TD"}}
		tr.kids = append(tr.kids, kid{node: cells[0]}, kid{node: cells[1]})
		d.y += t.pad
		d.beside(r.cells, func(i int) (*node, float64, style) { return cells[i], t.x[i] + t.pad, st[i] })
		d.y += t.pad
	}
	if len(table.kids) > 0 {
		d.root.kids = append(d.root.kids, kid{node: table})
		d.y += d.base * 0.5
	}
}

// columns are where the cells of a table stand.
type columns struct {
	d    *Doc
	x, w []float64
	pad  float64
}

func (d *Doc) columns(widths []float64, n int) columns {
	c := columns{d: d, pad: d.base * 0.3}
	share := func(i int) float64 {
		if len(widths) == n && widths[i] > 0 {
			return widths[i]
		}
		return 1
	}
	sum, at := 0.0, margin
	for i := range n {
		sum += share(i)
	}
	for i := range n {
		w := width * share(i) / sum
		c.x, c.w = append(c.x, at), append(c.w, w)
		at += w
	}
	return c
}

func (c columns) inner(i int) float64 { return c.w[i] - 2*c.pad }

// row is the cells of one row, laid out.
type row struct {
	cells [][]line
	st    style
}

func (c columns) row(cells [][]Run, st style) row {
	r := row{st: st}
	for i, runs := range cells {
		r.cells = append(r.cells, c.d.wrapRuns(runs, st, c.inner(i)))
	}
	return r
}

func (r row) height(pad float64) float64 {
	most := 1
	for _, c := range r.cells {
		most = max(most, len(c))
	}
	return float64(most)*r.st.leading() + 2*pad
}

// need keeps a row on one page, with a height to spare, unless it is so long that half a page would stay empty.
func (c columns) need(r row, spare float64) {
	if high := r.height(c.pad) + spare; high < (c.d.bottom-c.d.top)/2 {
		c.d.need(high)
	}
}

func (c columns) print(tr *node, r row, kind, attr string) {
	nodes := make([]*node, len(r.cells))
	for i := range nodes {
		nodes[i] = tr.add(kind)
		nodes[i].attr = attr
	}
	c.d.y += c.pad
	c.d.beside(r.cells, func(i int) (*node, float64, style) { return nodes[i], c.x[i] + c.pad, r.st })
	c.d.y += c.pad
}

// beside prints cells one beside the other, over as many pages as the longest takes.
func (d *Doc) beside(cells [][]line, where func(i int) (*node, float64, style)) {
	nodes, xs, styles := make([]*node, len(cells)), make([]float64, len(cells)), make([]style, len(cells))
	lead, most := 0.0, 1
	for i, c := range cells {
		nodes[i], xs[i], styles[i] = where(i)
		lead, most = max(lead, styles[i].leading()), max(most, len(c))
	}
	for from := 0; from < most; {
		fit := int((d.bottom - d.y + 0.01) / lead)
		if fit < 1 {
			d.newPage()
			continue
		}
		to := min(from+fit, most)
		for i, c := range cells {
			d.lines(nodes[i], c[min(from, len(c)):min(to, len(c))], to < len(c), styles[i], xs[i], d.y)
		}
		d.y += float64(to-from) * lead
		from = to
	}
}
