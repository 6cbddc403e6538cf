using System.Net;
using System.Net.Sockets;

namespace DenseEdge.Cli.Tests.Trusting;

/// <summary>Serves a folder over HTTP, as any static host would.</summary>
internal sealed class StaticHost : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _running;

    public StaticHost(string folder)
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _running = RunAsync(folder);
    }

    public string Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _running.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task RunAsync(string folder)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                string path = Path.Combine(folder, context.Request.Url!.AbsolutePath.TrimStart('/'));
                byte[]? bytes = File.Exists(path) ? await File.ReadAllBytesAsync(path) : null;
                context.Response.StatusCode = bytes is null ? 404 : 200;
                context.Response.Close(bytes ?? [], willBlock: true);
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
