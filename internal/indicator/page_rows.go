package indicator

import (
	"siil/internal/text"
	"siil/internal/value"
)

func (v *rowsView) counted() text.T {
	if v.total == 1 {
		return text.RowsOne
	}
	return text.RowsCount.With(value.FormatInt(v.total))
}

func (v *rowsView) state(x Row) text.T {
	s, _ := v.r.m.State(x.State)
	return s.Label
}

// dated tells whether the rows have a day.
func (v *rowsView) dated() bool {
	for _, x := range v.rows {
		if !x.On.IsZero() {
			return true
		}
	}
	return false
}

func (v *rowsView) dayLabel() text.T {
	switch v.q.Figure {
	case Now, Waiting:
		return text.RowsSince
	}
	return text.RowsDay
}
