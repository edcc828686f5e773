package ui

import (
	"github.com/a-h/templ"

	"siil/internal/text"
)

// Page is what a room hands to Layout. Only Title and Body are required.
type Page struct {
	Title   text.T          // the h1, and the first part of the window's title
	Window  text.T          // the window's title when the h1 names a person: browsers keep titles in their history
	Nav     string          // key of the entry of the bar where we are
	Crumbs  []Crumb         // from the top; the last is the page itself and needs no Href. Only below the first level
	Sub     templ.Component // beside the h1: a few words
	Actions templ.Component // right of the h1; the filled button, if any, last
	Head    templ.Component // under the h1 in the grey band: facts, phases, tabs. Nil: no band
	Flash   *Flash          // the message after an action; nil: the one that Redirect left, if any
	Notice  templ.Component // under the message: what the program offers once, as a line that can be closed
	Aside   templ.Component // the 340 px column at the right
	// AsideFirst puts the aside before the body on a phone.
	AsideFirst bool
	// BoxFirst puts only the first box of the aside before the body on a phone.
	BoxFirst bool
	Body     templ.Component
	Wide     bool // may grow above 1440 px: lists, sittings, charts
	Form     bool // a page made of one form: 820 px
}

// Crumb is one step of the path to the page.
type Crumb struct {
	Label text.T
	Href  string
}

// Flash is the message after an action, shown under the h1. UndoAction, when not empty, is the address that takes the action back by POST.
type Flash struct {
	Text       text.T
	UndoAction string
	UndoFields map[string]string
	Bad        bool // the action was not done
}

// Fixed addresses that the frame links to.
const (
	PathSearch        = "/ricerca"
	PathProfile       = "/profilo"
	PathSessions      = "/profilo/sessioni"
	PathLogout        = "/esci"
	PathHelp          = "/aiuto"
	PathAccessibility = "/accessibilita"
	PathPrivacy       = "/privacy"
	PathDrafts        = "/bozze"
)

func (p Page) windowText() text.T {
	if p.Window != (text.T{}) {
		return p.Window
	}
	return p.Title
}

func (p Page) mainClass() string {
	c := "page"
	if p.Wide {
		c += " page-wide"
	}
	if p.Form {
		c += " page-form"
	}
	return c
}

func (p Page) gridClass() string {
	if p.Aside == nil {
		return "body"
	}
	if p.BoxFirst {
		return "body with-aside box-first"
	}
	if p.AsideFirst {
		return "body with-aside aside-first"
	}
	return "body with-aside"
}
