package value

import "unicode"

// fewestWords are the words that a text needs for a readability index to mean anything.
const fewestWords = 10

// Gulpease is how easily an Italian text is read, from 0 (hard) to 100 (easy): 89 + (300 sentences - 10 letters) / words, rounded down; false for
// a text of fewer than ten words. From 60 up a reader who left school at thirteen understands it. Source: P. Lucisano and M. E. Piemontese,
// "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana", 1988. An apostrophe parts two words; a line ends a
// sentence, as in a list; a point between digits does not.
func Gulpease(s string) (index int, ok bool) {
	letters, words, sentences := 0, 0, 0
	inWord, open := false, false
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letters++
			if !inWord {
				words++
			}
			inWord, open = true, true
		case unicode.Is(unicode.Mn, r) || betweenDigits(runes, i):
		case endsSentence(r):
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
	return max(0, min(100, 89+floorDiv(300*sentences-10*letters, words))), true
}

func endsSentence(r rune) bool {
	switch r {
	case '.', '!', '?', ';', '…', '\n':
		return true
	}
	return false
}

// betweenDigits tells whether a point or comma stands in a number.
func betweenDigits(s []rune, i int) bool {
	return (s[i] == '.' || s[i] == ',') && i > 0 && i+1 < len(s) && unicode.IsDigit(s[i-1]) && unicode.IsDigit(s[i+1])
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
