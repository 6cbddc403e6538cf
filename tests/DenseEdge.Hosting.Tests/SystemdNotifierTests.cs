using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Hosting.Tests;

/// <summary>systemd's side is a real datagram socket.</summary>
public sealed class SystemdNotifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-notify-").FullName;
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
    private readonly string _path;

    public SystemdNotifierTests()
    {
        _path = Path.Combine(_folder, "notify");
        _systemd.Bind(new UnixDomainSocketEndPoint(_path));
    }

    public void Dispose()
    {
        _systemd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Ready_WithAStatus_SendsBothInOneDatagram()
    {
        using SystemdNotifier notifier = new(_path, watchdogMicroseconds: null);

        notifier.Ready("two\nlines");
        notifier.Status("at work");
        notifier.Stopping();

        Assert.True(notifier.IsService);
        Assert.Equal("READY=1\nSTATUS=two lines", Receive());
        Assert.Equal("STATUS=at work", Receive());
        Assert.Equal("STOPPING=1", Receive());
    }

    [Fact]
    public void Alive_MoreOftenThanHalfTheWatchdogsTime_TellsOnlyWhenItIsTime()
    {
        Clock clock = new();
        using SystemdNotifier notifier = new(_path, "2000000", clock);
        Assert.Equal(TimeSpan.FromSeconds(2), notifier.Watchdog);

        Assert.True(notifier.Alive());
        clock.Seconds = 0.99;
        Assert.False(notifier.Alive());
        clock.Seconds = 1.0;
        Assert.True(notifier.Alive());
        clock.Seconds = 1.5;
        Assert.False(notifier.Alive());

        Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal(0, _systemd.Available);
    }

    [Fact]
    public void Ready_WithAnAbstractSocket_ReachesIt()
    {
        using Socket hidden = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        string name = $"denseedge-{Guid.NewGuid():N}";
        hidden.Bind(new UnixDomainSocketEndPoint("\0" + name));
        using SystemdNotifier notifier = new("@" + name, null);

        notifier.Ready();

        byte[] buffer = new byte[64];
        Assert.Equal("READY=1", Encoding.UTF8.GetString(buffer, 0, hidden.Receive(buffer)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Notifier_OutsideAService_DoesNothing(string? socket)
    {
        using SystemdNotifier notifier = new(socket, "1000000");

        notifier.Ready("ready");
        notifier.Stopping();

        Assert.False(notifier.IsService);
        Assert.False(notifier.Alive());
    }

    private string Receive()
    {
        byte[] buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer));
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => 1000 + (long)(Seconds * 1000);
    }
}
