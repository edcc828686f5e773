package account

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"siil/internal/text"
	"siil/internal/value"
)

// How long a password is, in characters.
const (
	minPassword = 12
	maxPassword = 128
)

// commonText holds the words of which the passwords are made that people choose most, put together by us: names, towns, teams, months,
// keyboard rows, Italian first. With the digits, signs and doublings that people add they stand for many thousand passwords.
//
//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(commonText) {
		m[w] = true
	}
	return m
})

// CheckPassword tells what is wrong with a password that somebody chooses: too short, too long, one of those that are tried first, or made
// of the own name or address. own are given name, family name and e-mail address. The zero text: nothing.
func CheckPassword(password string, own ...string) text.T {
	n := len([]rune(password))
	switch {
	case n < minPassword:
		return text.PasswordShort.With(minPassword)
	case n > maxPassword:
		return text.PasswordLong.With(maxPassword)
	case few(password) || run(password) || ofCommonWords(core(password)):
		return text.PasswordCommon
	case ofOwnWords(password, own):
		return text.PasswordOwn
	}
	return text.T{}
}

// leet undoes the signs that people put in the place of letters.
var leet = strings.NewReplacer("0", "o", "1", "i", "!", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t", "8", "b", "9", "g")

// core is what remains of a password without the digits and signs at its ends, in plain letters.
func core(password string) string {
	s := strings.TrimFunc(strings.ToLower(password), func(r rune) bool { return !unicode.IsLetter(r) })
	return onlyLetters(leet.Replace(s))
}

func onlyLetters(s string) string { return strings.ReplaceAll(value.FoldName(s), " ", "") }

// ofCommonWords tells whether a core is nothing, one common word any number of times, or two of them.
func ofCommonWords(s string) bool {
	if len(s) < 4 || common()[s] {
		return true
	}
	for i := 3; i <= len(s)-3; i++ {
		if common()[s[:i]] && (common()[s[i:]] || strings.Trim(strings.ReplaceAll(s[i:], s[:i], ""), " ") == "") {
			return true
		}
	}
	return false
}

// few tells whether a password has fewer than five different characters.
func few(password string) bool {
	seen := map[rune]bool{}
	for _, r := range password {
		seen[unicode.ToLower(r)] = true
	}
	return len(seen) < 5
}

// run tells whether most of a password goes up or down one by one: 123456789012, abcdefgh….
func run(password string) bool {
	var before rune
	up, down, n := 0, 0, 0
	for _, r := range strings.ToLower(password) {
		switch {
		case r == before+1 || r == '0' && before == '9':
			up++
		case r == before-1 || r == '9' && before == '0':
			down++
		}
		before, n = r, n+1
	}
	return 4*max(up, down) >= 3*(n-1)
}

// ofOwnWords tells whether a password holds a word of four letters or more of the own name or address.
func ofOwnWords(password string, own []string) bool {
	plain := onlyLetters(leet.Replace(strings.ToLower(password)))
	whole := onlyLetters(password)
	for _, o := range own {
		for _, w := range strings.FieldsFunc(strings.ToLower(o), func(r rune) bool { return strings.ContainsRune(" @._-+", r) }) {
			if w = onlyLetters(w); len(w) >= 4 && (strings.Contains(plain, w) || strings.Contains(whole, w)) {
				return true
			}
		}
	}
	return false
}
