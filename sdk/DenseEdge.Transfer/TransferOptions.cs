using System.Security.Cryptography.X509Certificates;

namespace DenseEdge.Transfer;

/// <summary>How transfers behave.</summary>
public sealed record TransferOptions
{
    /// <summary>The HTTP proxy, as http://[user:password@]host:port.</summary>
    /// <value>Null: what the variables http_proxy, https_proxy and no_proxy of the environment say.</value>
    public Uri? Proxy { get; init; }

    /// <summary>The certificate, with its private key, that tells the server who this device is.</summary>
    /// <value>None.</value>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The authorities that may vouch for the server, in place of the system's.</summary>
    /// <value>None: the system's.</value>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }

    /// <summary>A body that brings fewer bytes a second than this, over <see cref="RateWindow"/>, is abandoned.</summary>
    /// <value>1024.</value>
    public int MinimumBytesPerSecond { get; init; } = 1024;

    /// <summary>The time over which the rate is measured.</summary>
    /// <value>20 s.</value>
    public TimeSpan RateWindow { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often to ask in a row without getting further, at least 1.</summary>
    /// <value>5.</value>
    public int Attempts { get; init; } = 5;

    /// <summary>The longest wait before the second attempt; it doubles with each further one. The wait itself is drawn evenly
    /// between nothing and that ("full jitter"), so that a fleet that lost its server does not come back all at once.</summary>
    /// <value>1 s.</value>
    public TimeSpan BackOffBase { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before any attempt, also if the server asks for more.</summary>
    /// <value>60 s.</value>
    public TimeSpan BackOffLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Seed of the jitter.</summary>
    /// <value>Null: another one in each process.</value>
    public int? JitterSeed { get; init; }

    /// <summary>The longest time to connect, TLS included.</summary>
    /// <value>15 s.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest time from a request to the headers of its answer.</summary>
    /// <value>30 s.</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of waits and rates.</summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>These options, if they make sense.</summary>
    /// <exception cref="ArgumentException">They don't; the message lists every fault.</exception>
    internal TransferOptions Validated()
    {
        List<string> faults = [];
        Check(MinimumBytesPerSecond >= 0, $"MinimumBytesPerSecond at least 0, found {MinimumBytesPerSecond}");
        Check(RateWindow > TimeSpan.Zero, $"RateWindow above 0, found {RateWindow}");
        Check(Attempts >= 1, $"Attempts at least 1, found {Attempts}");
        Check(BackOffBase >= TimeSpan.Zero, $"BackOffBase at least 0, found {BackOffBase}");
        Check(BackOffLimit >= BackOffBase, $"BackOffLimit at least BackOffBase ({BackOffBase}), found {BackOffLimit}");
        Check(ConnectTimeout > TimeSpan.Zero, $"ConnectTimeout above 0, found {ConnectTimeout}");
        Check(AnswerTimeout > TimeSpan.Zero, $"AnswerTimeout above 0, found {AnswerTimeout}");
        Check(
            ClientCertificate is null || ClientCertificate.HasPrivateKey,
            "a ClientCertificate with its private key, found one without");
        return faults.Count == 0
            ? this
            : throw new ArgumentException($"Transfer options: expected {string.Join("; ", faults)}.");

        void Check(bool isFine, string fault)
        {
            if (!isFine)
            {
                faults.Add(fault);
            }
        }
    }
}
