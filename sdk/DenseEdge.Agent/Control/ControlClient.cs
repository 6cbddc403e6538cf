using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace DenseEdge.Agent.Control;

/// <summary>Talks to a running agent.</summary>
public sealed class ControlClient : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly LineReader _lines;

    private ControlClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _lines = new LineReader(_stream);
    }

    /// <summary>Connects.</summary>
    /// <param name="path">The socket's file.</param>
    /// <returns>Null if no agent listens there.</returns>
    /// <exception cref="SocketException">The socket may not be used by this user.</exception>
    public static ControlClient? TryConnect(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new ControlClient(socket);
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Sends a line, and reads the answers up to the last one.</summary>
    /// <param name="request">The line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Lines of JSON; the last has no <c>state</c> beside a <c>percent</c>.</returns>
    /// <exception cref="IOException">The agent ended in the middle.</exception>
    public async IAsyncEnumerable<string> AskAsync(
        ControlRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, AgentJson.Lines.ControlRequest), (byte)'\n'];
        await _stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        bool isLast = false;
        while (!isLast)
        {
            byte[] answer = await _lines.ReadAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new IOException("Expected the agent's answer, found that it ended. Look at its log, then ask again.");
            isLast = !IsStep(answer);
            yield return Encoding.UTF8.GetString(answer);
        }
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => _stream.Dispose();

    private static bool IsStep(byte[] answer)
    {
        using JsonDocument line = JsonDocument.Parse(answer);
        return line.RootElement.TryGetProperty("percent", out _);
    }
}
