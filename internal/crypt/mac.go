package crypt

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"sync"
)

// MAC gives a function that authenticates rows for a purpose: HMAC-SHA256 over the parts, each behind its length, cut to 16 bytes.
// Without the key nobody can tell what a MAC stands for, nor make one. The function may be used by several goroutines at once.
func (k KeyFile) MAC(purpose string) func(parts ...[]byte) [16]byte {
	key := k.derive("mac", purpose, 32)
	pool := sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}
	return func(parts ...[]byte) [16]byte {
		h := pool.Get().(hash.Hash)
		defer pool.Put(h)
		h.Reset()
		var buf [sha256.Size]byte
		for _, p := range parts {
			binary.BigEndian.PutUint64(buf[:8], uint64(len(p)))
			h.Write(buf[:8])
			h.Write(p)
		}
		return [16]byte(h.Sum(buf[:0]))
	}
}

// Token draws an unguessable word of 43 characters that may stand in an address or a cookie. Only its TokenHash is stored.
func Token() string {
	var b [32]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// TokenHash is what the database keeps of a token: SHA-256 in hexadecimal. A token holds 256 random bits, so a slow hash adds nothing.
func TokenHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
