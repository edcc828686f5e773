package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Hasher turns passwords into what the database keeps of them.
type Hasher interface {
	Hash(password string) string         // an encoded hash with its own salt
	Check(password, encoded string) bool // in constant time for one set of parameters
}

// Argon2id is the hasher of the program, with the parameters that OWASP gives for argon2id: 19 MiB, two passes, one lane.
var Argon2id Hasher = argon{memory: 19 * 1024, passes: 2, lanes: 1}

// hashings bounds how many hashes are made at once, and with them the memory: 2 × 19 MiB.
var hashings = make(chan struct{}, 2)

const (
	saltSize = 16
	hashSize = 32
)

type argon struct {
	memory, passes uint32
	lanes          uint8
}

func (a argon) Hash(password string) string {
	salt := make([]byte, saltSize)
	rand.Read(salt)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, a.memory, a.passes, a.lanes,
		enc.EncodeToString(salt), enc.EncodeToString(a.key(password, salt)))
}

func (a argon) Check(password, encoded string) bool {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return false
	}
	var of argon
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &of.memory, &of.passes, &of.lanes); err != nil || !of.bounded() {
		return false
	}
	salt, err := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if err != nil || len(want) != hashSize {
		return false
	}
	return subtle.ConstantTimeCompare(of.key(password, salt), want) == 1
}

// bounded keeps a changed row from asking for all the memory of the machine.
func (a argon) bounded() bool {
	return a.memory >= 8*1024 && a.memory <= 64*1024 && a.passes >= 1 && a.passes <= 10 && a.lanes >= 1 && a.lanes <= 4
}

func (a argon) key(password string, salt []byte) []byte {
	hashings <- struct{}{}
	defer func() { <-hashings }()
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, a.passes, a.memory, a.lanes, hashSize)
}

// onceHash makes, when it is first asked for, a hash against which the password of an unknown user is checked.
func onceHash(h Hasher) func() string {
	return sync.OnceValue(func() string { return h.Hash(rand.Text()) })
}
