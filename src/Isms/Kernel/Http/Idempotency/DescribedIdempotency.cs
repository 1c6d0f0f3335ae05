using Isms.Kernel.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Isms.Kernel.Http.Idempotency;

/// <summary>Says of every POST in the description of the API that it takes an Idempotency-Key, and what comes of it.</summary>
internal sealed class DescribedIdempotency : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (!string.Equals(context.Description.HttpMethod, HttpMethods.Post, StringComparison.OrdinalIgnoreCase)
            || context.Description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) != true)
        {
            return Task.CompletedTask;
        }
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyMiddleware.Header,
            In = ParameterLocation.Header,
            Required = false,
            Description = Phrase.Of("kernel.idempotency-described"),
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyMiddleware.LongestKey },
        });
        operation.Responses ??= [];
        operation.Responses.TryAdd("422", new OpenApiResponse { Description = Phrase.Of("kernel.idempotency-other-content") });
        return Task.CompletedTask;
    }
}
