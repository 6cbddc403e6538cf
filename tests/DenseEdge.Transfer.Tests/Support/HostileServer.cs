using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DenseEdge.Transfer.Tests.Support;

/// <summary>An HTTP server that does what a test wants, right or wrong: it sends bytes as they are given.</summary>
internal sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<HostileRequest, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _sentBodyBytes;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Answers each request; the connection is closed when it returns.</param>
    /// <param name="certificate">Speak TLS with it, and want a certificate of the client.</param>
    public HostileServer(Func<HostileRequest, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://localhost:{Port}/file");

    /// <summary>The heads of all requests so far, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Bytes of bodies that were handed to the network.</summary>
    public long SentBodyBytes => Interlocked.Read(ref _sentBodyBytes);

    public void CountBody(int bytes) => Interlocked.Add(ref _sentBodyBytes, bytes);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _running.Wait(TimeSpan.FromSeconds(10));
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception end) when (end
            is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            client.NoDelay = true;
            await using Stream stream = await OpenAsync(client);
            string head = await ReadHeadAsync(stream);
            Requests.Enqueue(head);
            await _answer(new HostileRequest(this, head, stream, _stop.Token));
            await stream.FlushAsync();
            client.Client.Shutdown(SocketShutdown.Send);
            // Wait for the client's end, so that nothing on its way is lost to a reset.
            _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or AuthenticationException)
        {
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        SslStream tls = new(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _certificate,
            ClientCertificateRequired = true,
        });
        return tls;
    }

    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                throw new IOException("The client left.");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
