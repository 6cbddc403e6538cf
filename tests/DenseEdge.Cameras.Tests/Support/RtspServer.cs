using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Cameras.Tests.Support;

/// <summary>A network camera in this process: RTSP 1.0 (RFC 2326) over TCP with interleaved RTP of raw RGB frames (RFC
/// 4175), one client at a time. It can hang up after some frames, fall silent, or never answer.</summary>
internal sealed class RtspServer : IDisposable
{
    public const int Height = 24;
    public const int Width = 32;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _work;
    private readonly int _framesPerConnection;
    private readonly bool _silentAfterwards;
    private volatile bool _closing;
    private int _connections;

    /// <param name="framesPerConnection">Frames before it hangs up; 0 to hang up at once.</param>
    /// <param name="silentAfterwards">Keeps the connection open and sends nothing more instead.</param>
    public RtspServer(int framesPerConnection, bool silentAfterwards = false)
    {
        _framesPerConnection = framesPerConnection;
        _silentAfterwards = silentAfterwards;
        _listener.Start();
        _work = Task.Run(Serve);
    }

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Connections => Volatile.Read(ref _connections);

    public string LastUri { get; private set; } = string.Empty;

    public void Dispose()
    {
        _closing = true;
        _listener.Stop();
        _work.Wait();
    }

    private void Serve()
    {
        while (!_closing)
        {
            try
            {
                using TcpClient client = _listener.AcceptTcpClient();
                Interlocked.Increment(ref _connections);
                Answer(client.GetStream());
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private void Answer(NetworkStream stream)
    {
        using StreamReader requests = new(stream, Encoding.ASCII, leaveOpen: true);
        while (_framesPerConnection > 0 && requests.ReadLine() is { } line)
        {
            string[] request = line.Split(' ');
            string sequence = "0";
            while (requests.ReadLine() is { Length: > 0 } header)
            {
                sequence = header.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase) ? header[5..].Trim() : sequence;
            }

            LastUri = request.Length > 1 ? request[1] : string.Empty;
            stream.Write(Encoding.ASCII.GetBytes(Reply(request[0], sequence)));
            if (request[0] == "PLAY")
            {
                Play(stream);
                return;
            }
        }
    }

    private static string Reply(string method, string sequence)
    {
        string description = string.Create(
            CultureInfo.InvariantCulture,
            $"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 raw/90000\r\n"
            + $"a=fmtp:96 sampling=RGB; width={Width}; height={Height}; depth=8; colorimetry=SMPTE240M\r\na=control:video\r\n");
        string rest = method switch
        {
            "OPTIONS" => "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n",
            "DESCRIBE" => $"Content-Type: application/sdp\r\nContent-Length: {description.Length}\r\n\r\n{description}",
            "SETUP" => "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
            _ => "Session: 1\r\n\r\n",
        };
        return $"RTSP/1.0 200 OK\r\nCSeq: {sequence}\r\n{rest}";
    }

    private void Play(NetworkStream stream)
    {
        for (int i = 0; i < _framesPerConnection && !_closing; i++)
        {
            stream.Write(Packet(i));
        }

        while (_silentAfterwards && !_closing)
        {
            // Until the client hangs up or sends something.
            if (stream.Socket.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead))
            {
                return;
            }
        }

        // Lets the client read what lies in its socket before the connection closes.
        stream.Socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>A whole frame in one packet: interleaving header, RTP header, line headers, lines.</summary>
    private static byte[] Packet(int index)
    {
        const int headers = 12 + 2 + (6 * Height);
        byte[] packet = new byte[4 + headers + (Height * Width * 3)];
        Span<byte> rtp = packet.AsSpan(4);
        packet[0] = (byte)'$';
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)rtp.Length);
        rtp[0] = 0x80;
        rtp[1] = 96 | 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(rtp[2..], (ushort)index);
        BinaryPrimitives.WriteUInt32BigEndian(rtp[4..], (uint)(index * 3000));
        for (int y = 0; y < Height; y++)
        {
            Span<byte> line = rtp.Slice(14 + (6 * y), 6);
            BinaryPrimitives.WriteUInt16BigEndian(line, Width * 3);
            BinaryPrimitives.WriteUInt16BigEndian(line[2..], (ushort)y);
            BinaryPrimitives.WriteUInt16BigEndian(line[4..], (ushort)(y < Height - 1 ? 0x8000 : 0));
        }

        rtp[headers..].Fill((byte)(10 * (index + 1)));
        return packet;
    }
}
