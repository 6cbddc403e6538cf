using System.Globalization;
using System.Security.Cryptography;
using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>
/// Brings a file to a device under a name that follows from its content. What arrived stays there as NAME.part: the next attempt
/// compares its digest with the digest of as many bytes here and sends the rest. The whole file gets its name only when its own
/// digest was checked on the device.
/// </summary>
/// <remarks>The device needs a POSIX shell, dd and sha256sum. It acknowledges what it has written, and no more than
/// <see cref="Window"/> bytes are on their way at a time: that is what a cut connection can lose, however much the buffers
/// between would take.</remarks>
/// <param name="shell">The device.</param>
/// <param name="tally">Counts what is sent.</param>
internal sealed class ResumableUpload(DeviceShell shell, UploadTally tally)
{
    private const int WrongOffset = 76;
    private const int WrongDigest = 77;
    private const int Busy = 75;
    private const int SmallestWindow = 64 * 1024;
    private const int LargestWindow = 1024 * 1024;
    private const int WindowsPerFile = 256;
    private const int AttemptsAtContent = 2;

    /// <summary>How many bytes may be on their way: a 256th of the file, so that ten cuts cost less than 4 % of it, within
    /// limits that keep a slow line busy and a small file fast.</summary>
    /// <param name="length">The file's length in bytes.</param>
    public static int Window(long length) => (int)Math.Clamp(length / WindowsPerFile, SmallestWindow, LargestWindow);

    /// <summary>Sends a file, or what is missing of it.</summary>
    /// <param name="path">The file here.</param>
    /// <param name="digest">Its SHA-256, 64 hexadecimal digits.</param>
    /// <param name="destination">Its path there; the folder is made.</param>
    /// <param name="progress">Gets the bytes that are there.</param>
    /// <param name="cancellation">Stops; what arrived stays.</param>
    /// <exception cref="DeviceUnreachableException">The connection failed; the next attempt goes on there.</exception>
    /// <exception cref="FlashRefusedException">The device can't take it: disk full, another sender, changed bytes.</exception>
    public void Send(string path, string digest, string destination, IProgress<long>? progress, CancellationToken cancellation)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        for (int attempt = 1; ; attempt++)
        {
            long offset = Prepare(file, digest, destination, cancellation);
            progress?.Report(offset);
            if (offset == file.Length && IsWhole(digest, destination, cancellation))
            {
                return;
            }

            bool sent = Stream(file, offset, destination, progress, cancellation);
            if (sent && Finish(digest, destination, cancellation))
            {
                return;
            }

            if (attempt == AttemptsAtContent)
            {
                throw new FlashRefusedException(
                    $"Expected the file '{destination}' on the device to have the digest {digest}, found another one, twice. "
                    + "Either the bundle is being changed here, or the device's disk doesn't keep what is written.");
            }
        }
    }

    /// <summary>Finds how much of the file the device has.</summary>
    private long Prepare(FileStream file, string digest, string destination, CancellationToken cancellation)
    {
        if (IsWhole(digest, destination, cancellation))
        {
            return file.Length;
        }

        string part = ShellText.Quote($"{destination}.part");
        string folder = ShellText.Quote(destination[..destination.LastIndexOf('/')]);
        string[] said = shell.RequireAsOwner(
            $"mkdir -p {folder} && if [ -f {part} ]; then wc -c < {part}; sha256sum < {part} | cut -c1-64; else echo 0; fi",
            "Making a folder for the upload", cancellation).Split('\n', StringSplitOptions.TrimEntries);
        if (!long.TryParse(said[0], NumberStyles.None, CultureInfo.InvariantCulture, out long there) || there == 0)
        {
            return 0;
        }

        if (there <= file.Length && said.Length > 1 && said[1] == DigestOfStart(file, there))
        {
            return there;
        }

        // A power cut can leave a part that is long enough but full of zeros.
        shell.RequireAsOwner($"rm -f {part}", "Removing a damaged upload", cancellation);
        return 0;
    }

    private bool IsWhole(string digest, string destination, CancellationToken cancellation)
    {
        string file = ShellText.Quote(destination);
        return shell.RunAsOwner(
            $"[ -f {file} ] && [ \"$(sha256sum < {file} | cut -c1-64)\" = {digest} ]", cancellation).ExitCode == 0;
    }

    /// <summary>Sends bytes from an offset on.</summary>
    /// <returns>Whether the device has them all; false if it had another offset than it said before.</returns>
    private bool Stream(
        FileStream file, long offset, string destination, IProgress<long>? progress, CancellationToken cancellation)
    {
        string part = ShellText.Quote($"{destination}.part");
        AcknowledgedStream stream = new(Window(file.Length), tally, there => progress?.Report(offset + there));
        using ChildProgram receiver = shell.StartAsOwner(Receiver(part, offset), stream.Take);
        stream.Write(file, offset, receiver, cancellation);
        ProcessResult result = shell.Checked(receiver.WaitForEnd(cancellation));
        return result.ExitCode switch
        {
            0 => stream.Acknowledged == file.Length - offset,
            WrongOffset => false,
            Busy => throw new FlashRefusedException(
                "Expected to be the only one who sends this bundle to the device, another sender is still at work. Wait for it."),
            _ => throw new FlashRefusedException(
                $"Expected the device to take the upload, it stopped after {stream.Acknowledged + offset} of {file.Length} "
                + $"bytes: {DeviceShell.Words(result)}. What arrived is kept: make room there and run the same command again."),
        };
    }

    /// <summary>Appends what comes in, piece by piece, and says each piece's length. Before the first it waits for a receiver
    /// whose sender was cut off, so that the offset means what it meant when it was asked.</summary>
    private static string Receiver(string part, long offset) => string.Create(CultureInfo.InvariantCulture, $$"""
        LC_ALL=C; export LC_ALL
        exec 8>>{{part}}
        tries=0; until flock -n 8; do tries=$((tries+1)); [ $tries -le 20 ] || exit {{Busy}}; sleep 1; done
        [ "$(wc -c < {{part}})" -eq {{offset}} ] || exit {{WrongOffset}}
        while :; do
          said=$(dd bs=131072 count=1 2>&1 >> {{part}}) || { echo "$said" >&2; exit 1; }
          case "$said" in 0+0*) exit 0;; esac
          echo "$said"
        done
        """);

    private bool Finish(string digest, string destination, CancellationToken cancellation)
    {
        (string file, string part) = (ShellText.Quote(destination), ShellText.Quote($"{destination}.part"));
        ProcessResult result = shell.RunAsOwner(
            $"if [ \"$(sha256sum < {part} | cut -c1-64)\" = {digest} ]; then mv {part} {file}; "
            + $"else rm -f {part}; exit {WrongDigest}; fi", cancellation);
        return result.ExitCode switch
        {
            0 => true,
            WrongDigest => false,
            _ => throw new FlashRefusedException($"Checking the upload on the device failed: {DeviceShell.Words(result)}"),
        };
    }

    private static string DigestOfStart(FileStream file, long length)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[LargestWindow];
        file.Position = 0;
        for (long left = length; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                break;
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
