namespace DenseEdge.Parity.Tests;

/// <summary>The official vectors, on machines where they lie beside the checkout (shared/reference/vectors).</summary>
public sealed class ReferenceVectorTests
{
    [Fact]
    public void Compare_OfEveryOfficialFile_Passes()
    {
        if (FindFolder() is not { } folder)
        {
            return;
        }

        FileResult[] results = [.. ParityRun.Files(folder).Select(ParityRun.Compare)];

        Assert.All(results, result => Assert.True(result.Passed, $"{result.Name}: {string.Join("; ", result.Problems)}"));
    }

    private static string? FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "reference", "vectors");
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
