using System.Runtime.InteropServices;

namespace DenseEdge.Storage;

/// <summary>fsync of a folder, which .NET has no call for.</summary>
internal static partial class DirectorySync
{
    // O_RDONLY is 0 on every Unix; O_CLOEXEC and O_DIRECTORY differ between processors, so neither is used.
    private const int ReadOnly = 0;
    private const int Interrupted = 4;

    public static void Sync(string path)
    {
        int folder = Retried(() => Open(path, ReadOnly), path);
        try
        {
            Retried(() => FSync(folder), path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static int Retried(Func<int> call, string path)
    {
        while (true)
        {
            int result = call();
            if (result >= 0)
            {
                return result;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                throw new IOException(
                    $"Can't make the names in the folder '{path}' survive a power cut: {Marshal.GetPInvokeErrorMessage(error)}.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
