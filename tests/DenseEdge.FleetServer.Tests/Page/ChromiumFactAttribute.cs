namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>A test that needs a real Chromium, as Debian's package chromium has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "Needs Chromium: apt-get install chromium.";
        }
    }
}
