package value

import "strings"

// Names from other alphabets, and names that somebody has only heard, are written in many ways: Mohamed, Muhammad and Mohammed; Yusuf and
// Youssef; Aisha and Aicha. Their skeleton is the same: the consonants as they sound, and the vowel that a word begins with.

// soundsAs writes groups of letters as they sound, the longer ones first. S is sh and K is ch, which some write for each other.
var soundsAs = strings.NewReplacer("sch", "sK", "tch", "K", "sci", "S", "sh", "S", "ch", "K", "kh", "k", "gh", "g", "ph", "f", "th", "t", "zh", "s", "dh", "d",
	"dj", "g", "ck", "k", "qu", "k", "q", "k", "c", "k", "x", "ks", "tz", "s", "ts", "s", "z", "s", "w", "v", "gn", "n", "h", "", "y", "i", "j", "i", "ou", "u",
	"oo", "u", "ee", "i")

// vowelClass is how the vowel at the beginning of a word is kept.
var vowelClass = map[byte]byte{'a': 'a', 'e': 'i', 'i': 'i', 'o': 'u', 'u': 'u'}

// sounded is how one folded word of Latin letters sounds; "" for any other, which has only its letters.
func sounded(word string) string {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return ""
		}
	}
	if len(word) > 2 && word[:2] == "ou" && vowelClass[word[2]] != 0 {
		word = "w" + word[2:] // Oualid, Walid
	}
	s := soundsAs.Replace(word)
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	return string(out)
}

// skeleton is what stays of a sounded word without its vowels but for the class of the first.
func skeleton(sound string) string {
	var out []byte
	for i := range len(sound) {
		switch v := vowelClass[sound[i]]; {
		case v == 0:
			out = append(out, sound[i])
		case i == 0:
			out = append(out, v)
		}
	}
	return string(out)
}

// minSkeleton is the shortest skeleton that says anything: "sr" is Sara, Siro and Suri. Below it, all of the sounds must be the same.
const minSkeleton = 3

// respelt tells whether two fields sound the same: they have one skeleton, with sh and ch taken for each other if need be, and at most 45 in
// a hundred of their sounds differ.
func respelt(a, b []string) bool {
	sa, sb, ka, kb := "", "", "", ""
	for _, w := range a {
		s := sounded(w)
		sa, ka = sa+s, ka+skeleton(s)
	}
	for _, w := range b {
		s := sounded(w)
		sb, kb = sb+s, kb+skeleton(s)
	}
	if ka == "" || kb == "" {
		return false
	}
	for _, hush := range hushes {
		if hush.Replace(ka) == hush.Replace(kb) {
			x, y := []rune(hush.Replace(sa)), []rune(hush.Replace(sb))
			x, y = x[:min(len(x), maxCompared)], y[:min(len(y), maxCompared)]
			d := editDistance(x, y)
			return d == 0 || len(ka) >= minSkeleton && d*100 <= max(len(x), len(y))*45
		}
	}
	return false
}

// hushes are the ways in which sh and ch may sound: each its own, both as s, both as k.
var hushes = []*strings.Replacer{strings.NewReplacer("S", "s", "K", "k"), strings.NewReplacer("S", "s", "K", "s"), strings.NewReplacer("S", "k", "K", "k")}
