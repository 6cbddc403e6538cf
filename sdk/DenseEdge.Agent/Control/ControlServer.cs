using System.Net.Sockets;

namespace DenseEdge.Agent.Control;

/// <summary>Listens on the store's control socket: JSON lines, for the agent's own user and root alone, as the file's mode
/// says.</summary>
public sealed class ControlServer : IDisposable
{
    private const int MostConnections = 64;

    private readonly Socket _socket;
    private readonly ModelAgent _agent;
    private readonly ProgressFan _progress;
    private readonly Func<ControlRequest, Updating.IUpdateSource> _bundle;
    private readonly string _path;
    private int _connections;

    /// <summary>Begins to listen. The caller holds the store, so a socket file that is there is a dead agent's.</summary>
    /// <param name="path">The socket's file.</param>
    /// <param name="agent">Does what is asked.</param>
    /// <param name="progress">Tells what the agent does.</param>
    /// <param name="bundle">Makes the source of an <c>apply</c>.</param>
    /// <exception cref="SocketException">The socket can't be made, such as because its path is longer than about 100
    /// bytes.</exception>
    public ControlServer(
        string path, ModelAgent agent, ProgressFan progress, Func<ControlRequest, Updating.IUpdateSource> bundle)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _agent = agent;
        _progress = progress;
        _bundle = bundle;
        File.Delete(path);
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            // Nobody can connect before Listen.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _socket.Listen(MostConnections);
    }

    /// <summary>Answers until it is stopped.</summary>
    /// <param name="cancellationToken">Stops it; connections end with it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Socket connection = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            if (Interlocked.Increment(ref _connections) > MostConnections)
            {
                Interlocked.Decrement(ref _connections);
                connection.Dispose();
                continue;
            }

            _ = ServeAsync(connection, cancellationToken);
        }
    }

    /// <summary>Stops listening and deletes the file.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        try
        {
            using NetworkStream stream = new(connection, ownsSocket: true);
            using ControlConnection lines = new(stream, _agent, _progress, _bundle);
            await lines.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
        {
            // The client is gone, or the agent goes: nobody is left to tell.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }
}
