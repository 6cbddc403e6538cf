using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DenseEdge.Samples.Tests;

public sealed partial class HeadlessServiceTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HeadlessService_UnderSystemd_IsReadyAliveMeasuredAndStopsOnSigterm()
    {
        // systemd's end of the protocol: a datagram socket.
        using Socket systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(_folder.File("notify")));
        systemd.ReceiveTimeout = 60_000;

        using SampleProgram service = SampleProgram.Start(
            "HeadlessService", _folder.Path, [_folder.Model, "test://?fps=30&width=64&height=48", "--metrics", "http://:0"],
            ("NOTIFY_SOCKET", _folder.File("notify")), ("WATCHDOG_USEC", "200000"));

        List<string> told = [Receive(systemd)];
        Assert.StartsWith("READY=1\nSTATUS=ONNX Runtime", told[0], StringComparison.Ordinal);
        while (told.Count(message => message == "WATCHDOG=1") < 3)
        {
            told.Add(Receive(systemd));
        }

        await service.WaitForAsync("ready");
        using HttpClient prometheus = new();
        string metrics = await prometheus.GetStringAsync(new Uri(Address().Match(service.Output).Value));
        Assert.Matches("denseedge_frames_captured_total\\{denseedge_source=\"test://[^\"]*\"\\} [1-9]", metrics);
        Assert.Contains("# TYPE denseedge_frame_age_seconds histogram", metrics, StringComparison.Ordinal);

        using (Process kill = Process.Start("kill", ["-TERM", $"{service.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        Assert.Equal(0, await service.EndAsync());
        Assert.Matches("stopped; [1-9][0-9]* of [0-9]+ frames computed", service.Output);
        while (!told.Contains("STOPPING=1"))
        {
            told.Add(Receive(systemd));
        }
    }

    [Fact]
    public async Task HeadlessService_WithoutSystemd_RunsTheSame()
    {
        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "HeadlessService", _folder.Path, _folder.Model, "test://?fps=0&frames=5&width=64&height=48", "--metrics", "http://:0");

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Matches("stopped; [1-5] of 5 frames computed, [0-4] dropped", output);
    }

    private static string Receive(Socket socket)
    {
        byte[] buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }

    [GeneratedRegex(@"http://\S+/metrics")]
    private static partial Regex Address();
}
