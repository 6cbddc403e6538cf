namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>Notices that whoever started this process is gone, killed or cut off: its end of standard input closes then, here and
/// through ssh.</summary>
internal sealed class Attachment : IDisposable
{
    private readonly CancellationTokenSource _ended;

    /// <summary>Begins to listen.</summary>
    /// <param name="listens">False to go by the cancellation alone.</param>
    /// <param name="cancellation">Ends it too.</param>
    public Attachment(bool listens, CancellationToken cancellation)
    {
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (listens)
        {
            new Thread(Listen) { IsBackground = true }.Start();
        }
    }

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <inheritdoc/>
    public void Dispose() => _ended.Dispose();

    private void Listen()
    {
        while (Console.In.Read() >= 0)
        {
            // Whatever is said is no end.
        }

        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work was done in the same moment.
        }
    }
}
