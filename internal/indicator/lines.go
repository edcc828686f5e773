package indicator

import "siil/internal/text"

// Line is one number of an overview by itself: for files, for programs, for the sheet of a month.
type Line struct {
	Group, Label text.T
	Figure, Part string
	Number       Number
	Before       *Number // in the period of the same length before; of what stands, at the end of the last month
}

// Lines are all numbers of an overview, but the load by name.
func (r *Room) Lines(o Overview) []Line {
	out := r.flowLines(o)
	for _, b := range o.Boxes {
		if b.Part != "" && b.Part != "TEAM" { // which stands among those that wait
			out = append(out, Line{Group: text.SheetNow, Label: b.Label, Figure: b.Figure, Part: b.Part, Number: b.Number})
		}
	}
	for i, w := range o.Waits {
		late := text.T{w.Wait.Label[0] + ", " + text.RowsBeyond[0], w.Wait.Label[1] + ", " + text.RowsBeyond[1]}
		out = append(out, Line{Group: text.WaitsTitle, Label: w.Wait.Label, Figure: Waiting, Part: w.Wait.Code, Number: w.Count, Before: &o.Waits[i].WereCount},
			Line{Group: text.WaitsTitle, Label: late, Figure: Waiting, Part: w.Wait.Code + ":over", Number: w.Late, Before: &o.Waits[i].WereLate})
		for _, x := range []struct {
			n     int
			label text.T
			part  string
		}{{w.Median, text.WaitsMedian, ":median_days"}, {w.Nine, text.WaitsNine, ":nine_of_ten_days"}} {
			if x.n >= 0 {
				out = append(out, Line{Group: text.WaitsTitle, Label: text.T{w.Wait.Label[0] + ", " + lower(x.label[0]) + ", gg", w.Wait.Label[1] + ", " + lower(x.label[1]) + ", days"},
					Figure: Waiting, Part: w.Wait.Code + x.part, Number: bare(x.n)})
			}
		}
	}
	out = append(out, shareLines(text.ClosedReason, Closed, o.Reasons)...)
	out = append(out, shareLines(text.OutcomesName, Outcome, o.Outcomes)...)
	for i, x := range o.Indices {
		out = append(out, indexLines(x, o.Before.Indices[i])...)
	}
	return out
}

// flowLines are what happened in the period.
func (r *Room) flowLines(o Overview) (out []Line) {
	now, before := o.Sums, o.Before.Sums
	for i, x := range []struct {
		label        text.T
		figure, part string
	}{{text.FigureReferred, Referred, ""}, {text.FigureTaken, Taken, ""}, {text.FigureLeft, Left, ""}, {text.FigureClosed, Closed, ""},
		{text.MonthsInTime, Checked, InTime}, {text.MonthsLate, Checked, TooLate}} {
		out = append(out, Line{Group: text.SheetPeriod, Label: x.label, Figure: x.figure, Part: x.part, Number: now[i], Before: &before[i]})
	}
	return out
}

func shareLines(group text.T, figure string, rows []ShareRow) (out []Line) {
	for i := range rows {
		x := &rows[i]
		out = append(out, Line{Group: group, Label: x.Label, Figure: figure, Part: x.Part, Number: x.Number, Before: &x.Before})
	}
	return out
}

func indexLines(x, before IndexBlock) (out []Line) {
	add := func(label text.T, part string, n, was Number) {
		out = append(out, Line{Group: text.FigureIndex, Label: label, Figure: Index, Part: x.Code + ":" + part, Number: n, Before: &was})
	}
	join := func(t text.T) text.T { return text.T{x.Label[0] + ", " + t[0], x.Label[1] + ", " + t[1]} }
	add(join(text.PartBetter), Better, x.Better, before.Better)
	add(join(text.PartSame), Same, x.Same, before.Same)
	add(join(text.PartWorse), Worse, x.Worse, before.Worse)
	for k := range Buckets {
		add(join(bucketWords(text.PartEntry, k+1)), "entry:"+digit(k+1), x.Entry[k], before.Entry[k])
		add(join(bucketWords(text.PartLast, k+1)), "last:"+digit(k+1), x.Last[k], before.Last[k])
	}
	return out
}

func bucketWords(t text.T, k int) text.T {
	return text.T{t.F(text.Italian, k, bucketTop(k, text.Italian)), t.F(text.English, k, bucketTop(k, text.English))}
}
