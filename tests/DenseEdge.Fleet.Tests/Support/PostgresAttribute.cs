using System.Reflection;
using Xunit.Sdk;

namespace DenseEdge.Fleet.Tests.Support;

/// <summary>Runs a theory on PostgreSQL, or skips it where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresAttribute : DataAttribute
{
    public override string Skip
    {
        get => PostgresServer.Missing!;
        set => throw new NotSupportedException();
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseKind.PostgreSql]];
}
