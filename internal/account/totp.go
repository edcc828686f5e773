package account

import (
	"bytes"
	"crypto/subtle"
	"encoding/base32"
	"image"
	"image/draw"
	"image/png"
	"net/url"
	"time"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"siil/internal/fault"
	"siil/internal/value"
)

// The second factor is the one that every authenticator app knows: six digits, new every 30 seconds, HMAC-SHA-1 (RFC 6238).
const (
	totpPeriod = 30 * time.Second
	totpSkew   = 1 // steps that a clock may be off
	secretSize = 20
)

// totpStep finds the time step whose code was typed, near the present one and after the last one used: each step opens once.
func totpStep(secret []byte, code string, now time.Time, last int64) (step int64, ok bool) {
	present := now.Unix() / int64(totpPeriod/time.Second)
	for s := present - totpSkew; s <= present+totpSkew; s++ {
		want, err := totpCode(secret, s)
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && s > last {
			step, ok = s, true
		}
	}
	return step, ok
}

func totpCode(secret []byte, step int64) (string, error) {
	return hotp.GenerateCodeCustom(base32Text(secret), uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
}

func base32Text(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// newSecret is the secret that a session proposes for a new second factor. It follows from the session and from what it replaces, so that
// it stands nowhere until it is confirmed, and a page loaded again shows the same.
func (r *Room) newSecret(session, account value.ID, replaces value.Instant) []byte {
	return mac(r.enrol, string(session), string(account), replaces.String())[:secretSize]
}

// totpAddress is what the picture holds.
func totpAddress(secret []byte, zone, email string) string {
	issuer := "SIIL " + zone
	q := url.Values{"secret": {base32Text(secret)}, "issuer": {issuer}, "period": {"30"}, "digits": {"6"}, "algorithm": {"SHA1"}}
	return "otpauth://totp/" + url.PathEscape(issuer+":"+email) + "?" + q.Encode()
}

// qrPNG draws the picture that an authenticator app reads.
func qrPNG(address string) ([]byte, error) {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return nil, fault.Wrap(err, "draw the code")
	}
	const dot, quiet = 5, 4 // pixels of a module, modules of white around
	n := code.Bounds().Dx()
	if code, err = barcode.Scale(code, n*dot, n*dot); err != nil {
		return nil, fault.Wrap(err, "draw the code")
	}
	img := image.NewGray(image.Rect(0, 0, (n+2*quiet)*dot, (n+2*quiet)*dot))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(img, code.Bounds().Add(image.Pt(quiet*dot, quiet*dot)), code, image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fault.Wrap(err, "draw the code")
	}
	return b.Bytes(), nil
}
