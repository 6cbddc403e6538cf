namespace DenseEdge.Fleet.Tests.Support;

/// <summary>A folder for databases whose durability a test doesn't ask for: in memory, where waiting for the disk costs nothing.</summary>
public static class ScratchFolder
{
    private const string InMemory = "/dev/shm";

    public static string Create(string prefix)
    {
        if (!Directory.Exists(InMemory))
        {
            return Directory.CreateTempSubdirectory(prefix).FullName;
        }

        string folder = Path.Combine(InMemory, prefix + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
