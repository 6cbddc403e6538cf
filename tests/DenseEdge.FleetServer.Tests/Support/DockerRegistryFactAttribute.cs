namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>A test that needs a real registry, as Debian's package docker-registry has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerRegistryFactAttribute : FactAttribute
{
    public DockerRegistryFactAttribute()
    {
        if (!File.Exists(DockerRegistry.Program))
        {
            Skip = "Needs docker-registry: apt-get install docker-registry.";
        }
    }
}
