package ui

import (
	"context"

	"siil/internal/text"
)

// shortcut is a key that assets/siil.js obeys.
type shortcut struct {
	keys []text.T
	does text.T
}

var shortcuts = []shortcut{
	{[]text.T{text.Raw("/")}, text.KeySearch},
	{[]text.T{text.Raw("?")}, text.KeyHelp},
	{[]text.T{text.Raw("g"), text.Raw("o")}, text.KeyToday},
	{[]text.T{text.Raw("g"), text.Raw("c")}, text.KeyCases},
	{[]text.T{text.Raw("↑"), text.Raw("↓")}, text.KeyRows},
	{[]text.T{text.EnterKey}, text.KeyOpen},
	{[]text.T{text.Raw("d")}, text.KeyDate},
	{[]text.T{text.Raw("n")}, text.KeyNote},
}

// sheetLine stands at the foot of every printed sheet: what it is, who printed it, when.
func sheetLine(ctx context.Context, title text.T) string {
	v := ViewerOf(ctx)
	return F(ctx, text.PrintedBy, S(ctx, title), v.Name, v.Now)
}

func windowTitle(ctx context.Context, title text.T, zone string) string {
	s := S(ctx, title) + " - SIIL"
	if zone != "" {
		s += " " + zone
	}
	return s
}
