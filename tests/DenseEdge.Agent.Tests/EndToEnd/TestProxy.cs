using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>An HTTP proxy in this process: tunnels (CONNECT), and forwards requests for plain HTTP.</summary>
internal sealed class TestProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public TestProxy()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first line of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _running.Wait(TimeSpan.FromSeconds(10));
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                tunnels.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string head = await ReadHeadAsync(stream);
                string[] line = head[..head.IndexOf('\r')].Split(' ');
                Requests.Enqueue(string.Join(' ', line[..2]));
                bool isTunnel = line[0] == "CONNECT";
                Uri target = new(isTunnel ? $"http://{line[1]}" : line[1]);
                using TcpClient host = new();
                await host.ConnectAsync(target.Host, target.Port, _stop.Token);
                if (isTunnel)
                {
                    await stream.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray(), _stop.Token);
                }
                else
                {
                    // One request a connection: what comes after it might be for another host.
                    string forwarded = $"{line[0]} {target.PathAndQuery} {line[2]}\r\nConnection: close"
                        + head[head.IndexOf('\r')..];
                    await host.GetStream().WriteAsync(Encoding.ASCII.GetBytes(forwarded), _stop.Token);
                }

                await JoinAsync(stream, host.GetStream());
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task JoinAsync(NetworkStream client, NetworkStream host)
    {
        Task there = client.CopyToAsync(host, _stop.Token);
        Task back = host.CopyToAsync(client, _stop.Token);
        await (await Task.WhenAny(there, back));
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                throw new IOException("The client left.");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
