namespace DenseEdge.FleetServer.Tests.Suricatta;

/// <summary>A test that needs SWUpdate, as Debian's packages swupdate, cpio and openssl have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SwupdateFactAttribute : FactAttribute
{
    private static readonly string[] Programs = [Swupdate.Program, "/usr/bin/openssl", "/usr/bin/cpio"];

    public SwupdateFactAttribute()
    {
        if (Programs.FirstOrDefault(program => !File.Exists(program)) is { } missing)
        {
            Skip = $"Needs {missing}: apt-get install swupdate cpio openssl.";
        }
    }
}
