namespace DenseEdge.Bundles.Tests.Registries;

/// <summary>A test that needs a real registry and skopeo, as Debian's packages docker-registry and skopeo have them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegistryFactAttribute : FactAttribute
{
    public RegistryFactAttribute()
    {
        if (!DockerRegistry.IsInstalled)
        {
            Skip = "Needs docker-registry and skopeo: apt-get install docker-registry skopeo.";
        }
    }
}
