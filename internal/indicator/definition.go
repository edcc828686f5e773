package indicator

import (
	"slices"

	"siil/internal/text"
)

// Definition is a figure in words: what its rows are, how it is counted. Its contribution is in contribution.go, the query of its rows in rows.go.
type Definition struct {
	Code  string
	Name  string // in addresses
	Label text.T
	About text.T
	Stock bool // as things stand now; others are what happened in a period
}

// definitions are the figures that have a list. Charge, Queue and Late have none: they only tell how a stock stood at the end
// of a month.
var definitions = []Definition{
	{Referred, "segnalati", text.FigureReferred, text.FigureReferredAbout, false},
	{Taken, "presi-in-carico", text.FigureTaken, text.FigureTakenAbout, false},
	{Left, "non-presi", text.FigureLeft, text.FigureLeftAbout, false},
	{Now, "oggi", text.FigureNow, text.FigureNowAbout, true},
	{Waiting, "attesa", text.FigureWaiting, text.FigureWaitingAbout, true},
	{Next, "data", text.FigureNext, text.FigureNextAbout, true},
	{CheckDue, "verifiche-da-fare", text.FigureCheckDue, text.FigureCheckDueAbout, true},
	{Checked, "verifiche", text.FigureChecked, text.FigureCheckedAbout, false},
	{Closed, "chiusi", text.FigureClosed, text.FigureClosedAbout, false},
	{Outcome, "esiti", text.FigureOutcome, text.FigureOutcomeAbout, false},
	{Index, "indici", text.FigureIndex, text.FigureIndexAbout, false},
}

func definition(code string) Definition {
	i := slices.IndexFunc(definitions, func(d Definition) bool { return d.Code == code })
	return definitions[i]
}

func definitionNamed(name string) (Definition, bool) {
	i := slices.IndexFunc(definitions, func(d Definition) bool { return d.Name == name })
	if i < 0 {
		return Definition{}, false
	}
	return definitions[i], true
}
