package account

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"siil/internal/crypt"
	"siil/internal/value"
)

// letters of secrets that people copy by hand: no 0 o, 1 l i, so that nobody mistakes one for another. There are 31.
const letters = "23456789abcdefghjkmnpqrstuvwxyz"

// oneTimePassword draws a password of 79 bits in four groups.
func oneTimePassword() string { return grouped(16, 4) }

// recoveryCode draws a code of 59 bits in three groups.
func recoveryCode() string { return grouped(12, 4) }

func grouped(n, each int) string {
	var b strings.Builder
	var one [1]byte
	for i := 0; i < n; {
		rand.Read(one[:])
		if int(one[0]) >= 248 { // 8 × 31: above it some letters would come more often
			continue
		}
		if i > 0 && i%each == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(one[0])%len(letters)])
		i++
	}
	return b.String()
}

// plainCode is a code as it is compared: without the signs that people add or leave out.
func plainCode(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// mac is a keyed hash of parts, which the database may hold without telling what it is of.
func mac(key crypt.Key, parts ...string) []byte {
	h := hmac.New(sha256.New, key[:])
	for _, p := range parts {
		h.Write([]byte{byte(len(p) >> 8), byte(len(p))})
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

func (r *Room) recoveryHash(account value.ID, code string) string {
	return hex.EncodeToString(mac(r.keyed, "recovery", string(account), plainCode(code)))
}
