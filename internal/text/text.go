// Package text is the one catalogue of words that people read: Italian first, English second. Each text is a variable, so that a
// missing one does not compile; the files are named after the rooms that use them.
package text

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// Lang is a language of the interface.
type Lang int

// The languages, in the order in which every text gives them.
const (
	Italian Lang = iota
	English
)

// T is one text in every language of the interface.
type T [2]string

// In returns the text in one language.
func (t T) In(l Lang) string { return t[l] }

// F returns the text in one language with its fmt verbs filled in.
func (t T) F(l Lang, args ...any) string { return fmt.Sprintf(t[l], args...) }

// With fixes the verbs of a text for every language, for texts that travel before the reader's language is known.
func (t T) With(args ...any) T {
	return T{fmt.Sprintf(t[Italian], args...), fmt.Sprintf(t[English], args...)}
}

// Capital is the text as it begins a line.
func (t T) Capital() T {
	for l, s := range t {
		if first, size := utf8.DecodeRuneInString(s); size > 0 {
			t[l] = string(unicode.ToUpper(first)) + s[size:]
		}
	}
	return t
}

// Raw is a text that is the same in every language: a name, a code, somebody's own words.
func Raw(s string) T { return T{s, s} }

type langKey struct{}

// WithLang keeps the reader's language in the context.
func WithLang(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, langKey{}, l)
}

// LangOf returns the reader's language, Italian when nobody chose.
func LangOf(ctx context.Context) Lang {
	l, _ := ctx.Value(langKey{}).(Lang)
	return l
}

// Parse reads a language code ("it", "en-GB"); anything else is Italian.
func Parse(code string) Lang {
	if len(code) >= 2 && (code[:2] == "en" || code[:2] == "EN") {
		return English
	}
	return Italian
}

// Code is the language's ISO 639 code, as an HTML lang attribute wants it.
func (l Lang) Code() string {
	if l == English {
		return "en"
	}
	return "it"
}
