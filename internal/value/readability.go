package value

import "unicode"

// fewestWords are the words that a text needs for a readability index to mean anything.
const fewestWords = 10

// Gulpease is how easily an Italian text is read, from 0 (hard) to 100 (easy): 89 + (300 sentences - 10 letters) / words, rounded down; false for
// a text of fewer than ten words. From 60 up a reader who left school at thirteen understands it. Source: P. Lucisano and M. E. Piemontese,
// "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana", 1988.
func Gulpease(s string) (index int, ok bool) {
	letters, words, sentences := 0, 0, 0
	inWord, open := false, false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letters++
			if !inWord {
				words++
			}
			inWord, open = true, true
		case r == '.' || r == '!' || r == '?' || r == ';' || r == '\n':
			if open {
				sentences++
			}
			inWord, open = false, false
		default:
			inWord = false
		}
	}
	if open {
		sentences++
	}
	if words < fewestWords {
		return 0, false
	}
	n := 300*sentences - 10*letters
	q := n / words
	if n%words < 0 {
		q--
	}
	return max(0, min(100, 89+q)), true
}
