package crypt

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"siil/internal/fault"
	"siil/internal/text"
)

const (
	fileHeader = `# Keys of SIIL (%s).
# Whoever has this file can read the sealed data and sign the log. Keep it outside the data folder and outside its backups,
# owned by the user who runs the program, mode 0600. Without it the sealed data is lost for ever: keep a copy in a safe.
`
	fileVersion = "siil-keys 1"
	maxFile     = 4096 // bytes; a key file has some 500
)

// CreateKeyFile draws new keys and writes them to a new file that only its owner can read, on the disk before it returns. It never
// overwrites: an existing file is a Conflict.
func CreateKeyFile(path string) (*KeyFile, error) {
	k := newKeys()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fileFault(fault.Conflict, text.KeyFileExists, path, err)
	}
	if err != nil {
		return nil, fileFault(fault.Invalid, text.KeyFileUnwritten, path, err)
	}
	if err := writeDurably(f, k.encode()); err != nil {
		os.Remove(path)
		return nil, fileFault(fault.Invalid, text.KeyFileUnwritten, path, err)
	}
	return k, nil
}

// writeDurably makes the umask harmless, and syncs the file and the folder that names it.
func writeDurably(f *os.File, content []byte) error {
	err := f.Chmod(0o600)
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(f.Name()))
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// LoadKeyFile reads the keys. An absent file is NotFound; one that the group or others may touch, or that is not whole, is Invalid.
func LoadKeyFile(path string) (*KeyFile, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fileFault(fault.NotFound, text.KeyFileAbsent, path, err)
	}
	if err != nil {
		return nil, fileFault(fault.Invalid, text.KeyFileUnread, path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fileFault(fault.Invalid, text.KeyFileUnread, path, err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fileFault(fault.Invalid, text.KeyFileOpen, path, fmt.Errorf("mode %04o", info.Mode().Perm()))
	}
	content, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fileFault(fault.Invalid, text.KeyFileUnread, path, err)
	}
	k, err := decodeKeys(content)
	if err != nil {
		return nil, fileFault(fault.Invalid, text.KeyFileMalformed, path, err)
	}
	return k, nil
}

func fileFault(kind fault.Kind, t text.T, path string, cause error) error {
	return &fault.Error{Kind: kind, Text: t.With(path), Cause: fmt.Errorf("key file: %w", cause)}
}

func (k KeyFile) encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, fileHeader, k.Fingerprint())
	b.WriteString(k.body())
	fmt.Fprintf(&b, "check %s\n", bodyCheck(k.body()))
	return b.Bytes()
}

func (k KeyFile) body() string {
	enc := base64.StdEncoding
	return fmt.Sprintf("%s\nmaster %s\nledger %s\n", fileVersion, enc.EncodeToString(k.secret.master[:]), enc.EncodeToString(k.secret.seed[:]))
}

// bodyCheck finds a slip of the pen in a file typed back from paper.
func bodyCheck(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:4])
}

// decodeKeys reads a file's content. Its errors never repeat what stands in the file.
func decodeKeys(content []byte) (*KeyFile, error) {
	var lines []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 4 || lines[0] != fileVersion {
		return nil, errors.New("not a key file of this version")
	}
	s := new(secrets)
	for i, part := range []struct {
		name string
		to   []byte
	}{{"master ", s.master[:]}, {"ledger ", s.seed[:]}} {
		word, ok := strings.CutPrefix(lines[i+1], part.name)
		raw, err := base64.StdEncoding.Strict().DecodeString(word)
		if !ok || err != nil || len(raw) != len(part.to) {
			return nil, fmt.Errorf("line %q is not whole", part.name)
		}
		copy(part.to, raw)
	}
	k := &KeyFile{s}
	if lines[3] != "check "+bodyCheck(k.body()) {
		return nil, errors.New("the check line does not match")
	}
	return k, nil
}
