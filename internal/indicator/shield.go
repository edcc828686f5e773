package indicator

// shield leaves small numbers out of everything, for whoever may not open the rows behind them and for what leaves the zone. What is told together
// with its sum, or as a part of a number that is told, is left out with them where it would give them away.
func (o *Overview) shield(fewest int) {
	o.Load = nil
	o.shieldWaits(fewest)
	for i := range o.Boxes {
		b := &o.Boxes[i]
		shield(fewest, &b.Number)
		notes := b.Notes[:0]
		for _, n := range b.Notes {
			if shield(fewest, &n.Number); !n.IsPart {
				notes = append(notes, n)
			}
		}
		b.Notes = notes
		for _, w := range o.Waits {
			if b.Part == w.Wait.Code {
				b.Number, b.Notes = w.Count, []Note{{b.Notes[0].Text, w.WereCount, b.Notes[0].After, false}}
			}
		}
	}
	for _, list := range [][]ShareRow{o.Reasons, o.Outcomes} {
		shieldShares(fewest, list)
	}
	for i := range o.Indices {
		o.Indices[i].shield(fewest)
	}
	o.shieldMonths(fewest)
	if o.Before != nil {
		o.Before.shield(fewest)
	}
	shield(fewest, &o.Closed)
}

func (o *Overview) shieldWaits(fewest int) {
	var columns [4][]*Number
	for i := range o.Waits {
		w := &o.Waits[i]
		if w.Count.N < fewest || w.Count.Blank {
			w.Median, w.Nine = -1, -1
		}
		for k, n := range []*Number{&w.Count, &w.Late, &w.WereCount, &w.WereLate} {
			columns[k] = append(columns[k], n)
		}
	}
	for _, c := range columns {
		shield(fewest, c...)
	}
}

func shieldShares(fewest int, list []ShareRow) {
	var now, before []*Number
	for i := range list {
		now, before = append(now, &list[i].Number), append(before, &list[i].Before)
	}
	shield(fewest, now...)
	shield(fewest, before...)
	for i := range list {
		if !list[i].Number.Known() {
			list[i].Share = -1
		}
	}
}

func (i *IndexBlock) shield(fewest int) {
	var entry, last []*Number
	for k := range Buckets {
		entry, last = append(entry, &i.Entry[k]), append(last, &i.Last[k])
	}
	shield(fewest, entry...)
	shield(fewest, last...)
	shield(fewest, &i.Better, &i.Same, &i.Worse)
	if shield(fewest, &i.People); !i.People.Known() {
		i.Months = -1
	}
}

func (o *Overview) shieldMonths(fewest int) {
	for i := range o.Sums {
		shield(fewest, &o.Sums[i])
	}
	columns := make([][]*Number, len(monthColumns))
	for i := range o.Months {
		for k, n := range o.Months[i].numbers() {
			if k >= len(o.Sums) { // how many there are: months do not add up
				shield(fewest, n)
				continue
			}
			columns[k] = append(columns[k], n)
		}
	}
	for _, c := range columns {
		shield(fewest, c...)
	}
}

func (m *MonthRow) numbers() []*Number {
	return []*Number{&m.Referred, &m.Taken, &m.Left, &m.Closed, &m.InTime, &m.Late, &m.InCharge, &m.Over}
}

// peers are the values of one dimension: a small number of one of them could be worked out of those of the others and of the zone's.
type peers struct {
	keys []string // in order
	of   map[string]figures
	zone figures
	adds bool // the zone is their sum: every case has one value at most
}

// blank tells whether a number of one value is left out for another's sake. Whoever asks for the values one after the other hears the same.
func (p *peers) blank(fewest int, key string, reckon func(figures) int) bool {
	numbers, all, own := make([]Number, len(p.keys), len(p.keys)+1), []*Number{}, (*Number)(nil)
	rest := reckon(p.zone)
	for i, k := range p.keys {
		numbers[i].N = reckon(p.of[k])
		rest -= numbers[i].N
		all = append(all, &numbers[i])
		if k == key {
			own = all[i]
		}
	}
	if p.adds && rest > 0 {
		all = append(all, &Number{N: rest})
	}
	shield(fewest, all...)
	return own != nil && own.Blank
}
