package ledger
import ("testing";"time";"runtime";"os";"strings";"fmt")
func rss() string { b,_:=os.ReadFile("/proc/self/status"); for _,l:=range strings.Split(string(b),"\n"){ if strings.HasPrefix(l,"VmHWM")||strings.HasPrefix(l,"VmRSS"){fmt.Print(l," ")}}; return "" }
func TestMillion(t *testing.T) {
	w := newWorld(t, 1)
	t0 := time.Now()
	for range 200 { w.append(5000) }
	fmt.Println("append", time.Since(t0)); rss(); fmt.Println()
	runtime.GC()
	t0 = time.Now()
	r := w.verify(VerifyOptions{})
	fmt.Println("verify", time.Since(t0), r.OK, r.Size); rss(); fmt.Println()
	t0 = time.Now(); w.prove(765432); fmt.Println("prove", time.Since(t0))
	t0 = time.Now(); w.append(1); fmt.Println("append 1", time.Since(t0))
}
